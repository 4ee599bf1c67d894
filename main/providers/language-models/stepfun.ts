import { apiKey, bearer, defineProvider, get, numeric, type ReadingParts, z } from '../contract/index.ts';

// The platform in China (`stepfun-cn`) answers alike, but has accounts, keys and a currency of its own.

// What was ever paid in or given is in the answer too, but is no limit.
export const answer = z.object({ balance: numeric });
export const readingOf = ({ balance: remaining }: z.infer<typeof answer>): ReadingParts => ({ remaining });

export const stepfun = defineProvider({
  id: 'stepfun',
  name: 'StepFun',
  category: 'language models',
  links: {
    home: 'https://platform.stepfun.ai/',
    keys: 'https://platform.stepfun.ai/interface-key',
    billing: 'https://platform.stepfun.ai/',
  },
  docs: { url: 'https://platform.stepfun.ai/docs', readOn: '2026-11', confidence: 'third-party clients' },
  credential: apiKey({
    env: ['STEPFUN_API_KEY', 'STEP_API_KEY'],
    hint: 'Any API key of platform.stepfun.ai. Keys of platform.stepfun.com belong to “StepFun (China)”.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.stepfun.ai/v1/accounts', bearer()),
  response: answer,
  reading: readingOf,
});
