import { apiKey, bearer, defineProvider, get } from '../contract/index.ts';
import { answer, errors, readingOf } from './minimax.ts';

export const minimaxCn = defineProvider({
  id: 'minimax-cn',
  name: 'MiniMax (China)',
  category: 'language models',
  links: {
    home: 'https://www.minimaxi.com/',
    keys: 'https://platform.minimaxi.com/user-center/payment/token-plan',
  },
  docs: { url: 'https://platform.minimaxi.com/docs', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    label: 'Plan key',
    env: ['MINIMAX_CODING_API_KEY', 'MINIMAX_API_KEY'],
    prefix: 'sk-cp-',
    hint: 'The key of a token or coding plan of minimaxi.com. Keys of minimax.io belong to “MiniMax”.',
  }),
  summary: 'How much of the plan’s windows of five hours and a week is used, for each model.',
  unit: { kind: 'requests' },

  request: get('https://api.minimaxi.com/v1/token_plan/remains', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
