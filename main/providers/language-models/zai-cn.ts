import { apiKey, bearer, defineProvider, get } from '../contract/index.ts';
import { answer, errors, options, readingOf } from './zai.ts';

export const zaiCn = defineProvider({
  id: 'zai-cn',
  name: 'Z.ai (China)',
  category: 'language models',
  links: {
    home: 'https://open.bigmodel.cn/',
    keys: 'https://open.bigmodel.cn/usercenter/proj-mgmt/apikeys',
    billing: 'https://open.bigmodel.cn/finance/overview',
  },
  docs: {
    url: 'https://docs.bigmodel.cn/cn/coding-plan/overview',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['ZHIPU_API_KEY', 'ZHIPUAI_API_KEY', 'BIGMODEL_API_KEY'],
    hint: 'The API key of an account with a coding plan at bigmodel.cn. Keys of z.ai belong to “Z.ai”.',
  }),
  unit: { kind: 'requests' },
  summary: 'How much of the coding plan’s windows is used, and the tool calls left this month.',

  request: get('https://open.bigmodel.cn/api/monitor/usage/quota/limit', bearer(), options),
  response: answer,
  reading: readingOf,
  errors,
});
