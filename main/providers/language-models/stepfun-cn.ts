import { apiKey, bearer, defineProvider, get } from '../contract/index.ts';
import { answer, readingOf } from './stepfun.ts';

export const stepfunCn = defineProvider({
  id: 'stepfun-cn',
  name: 'StepFun (China)',
  category: 'language models',
  links: {
    home: 'https://platform.stepfun.com/',
    keys: 'https://platform.stepfun.com/interface-key',
    billing: 'https://platform.stepfun.com/',
  },
  docs: {
    url: 'https://platform.stepfun.com/docs/zh/api-reference/accounts/get',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['STEPFUN_API_KEY', 'STEP_API_KEY'],
    hint: 'Any API key of platform.stepfun.com. Keys of platform.stepfun.ai belong to “StepFun”.',
  }),
  summary: 'The balance in Chinese yuan.',
  unit: { kind: 'money', code: 'CNY' },
  floor: 30,

  request: get('https://api.stepfun.com/v1/accounts', bearer()),
  response: answer,
  reading: readingOf,
});
