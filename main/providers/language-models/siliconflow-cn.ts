import { apiKey, bearer, defineProvider, get } from '../contract/index.ts';
import { answer, errors, readingOf } from './siliconflow.ts';

export const siliconflowCn = defineProvider({
  id: 'siliconflow-cn',
  name: 'SiliconFlow (China)',
  category: 'language models',
  links: {
    home: 'https://siliconflow.cn/',
    keys: 'https://cloud.siliconflow.cn/account/ak',
    billing: 'https://cloud.siliconflow.cn/expensebill',
  },
  docs: {
    url: 'https://docs.siliconflow.cn/cn/api-reference/userinfo/get-user-info',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['SILICONFLOW_API_KEY'],
    prefix: 'sk-',
    hint: 'Any API key of cloud.siliconflow.cn. Keys of cloud.siliconflow.com belong to “SiliconFlow”.',
  }),
  unit: { kind: 'money', code: 'CNY' },
  floor: 35,
  summary: 'The balance in yuan, free credit and top-ups apart.',

  request: get('https://api.siliconflow.cn/v1/user/info', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
