import { apiKey, bearer, defineProvider, get } from '../contract/index.ts';
import { answer, errors, readingOf } from './moonshot.ts';

export const moonshotCn = defineProvider({
  id: 'moonshot-cn',
  name: 'Moonshot (China)',
  category: 'language models',
  links: {
    home: 'https://platform.moonshot.cn/',
    keys: 'https://platform.moonshot.cn/console/api-keys',
    billing: 'https://platform.moonshot.cn/console/pay',
  },
  docs: {
    url: 'https://platform.moonshot.cn/docs/api/balance',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
    hint: 'Any API key of platform.moonshot.cn. Keys of platform.moonshot.ai belong to “Moonshot”.',
  }),
  unit: { kind: 'money', code: 'CNY' },
  floor: 35,
  summary: 'The balance in yuan, with vouchers and cash.',

  request: get('https://api.moonshot.cn/v1/users/me/balance', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
