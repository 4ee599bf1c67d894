import {
  apiKey,
  ask,
  defineProvider,
  each,
  get,
  header,
  listOf,
  maybe,
  numeric,
  refuse,
  tidy,
  z,
} from '../contract/index.ts';

const token = header('authorization', { prefix: 'Token ' });
const project = z.object({ project_id: z.string().min(1), name: maybe(z.string()) });
const balance = z.object({ amount: maybe(numeric), units: maybe(z.string()) });

export const deepgram = defineProvider({
  id: 'deepgram',
  name: 'Deepgram',
  category: 'speech',
  links: { home: 'https://deepgram.com/', keys: 'https://console.deepgram.com/' },
  docs: {
    url: 'https://developers.deepgram.com/reference/manage/billing/list',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['DEEPGRAM_API_KEY'],
    hint: 'An API key with the scope billing:read, which a key made by an owner or admin has. It sees its project.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The prepaid balance of each project that the key can see.',

  requests: {
    balances: each(
      ask(
        get('https://api.deepgram.com/v1/projects', token),
        z.object({ projects: listOf(project, { required: true }) }),
      ),
      ({ projects }) => projects.map(({ project_id }) => ({ project: project_id })),
      ask(
        get('https://api.deepgram.com/v1/projects/{project}/balances', token),
        z.object({ balances: listOf(balance, { required: true }) }),
      ),
    ),
  },
  reading({ balances: { first, each: answers } }) {
    const { projects } = first;
    if (projects.length === 0) return refuse('limited-scope', 'this key sees no project.');
    const pools = answers.flatMap(({ balances }, index) => {
      const amounts = balances.flatMap(({ amount, units }) =>
        amount === null ? [] : [{ amount, unit: (units ?? 'USD').toUpperCase() }],
      );
      // Several balances of one project add up, unless they are of different kinds.
      return [...new Set(amounts.map(({ unit }) => unit))].map((unit) => ({
        label: projects.length > 1 ? (projects[index]?.name ?? 'Project') : null,
        unit: /^[A-Z]{3}$/.test(unit)
          ? { kind: 'money' as const, code: unit }
          : { kind: 'count' as const, one: 'hour', many: 'hours' },
        remaining: tidy(amounts.reduce((sum, one) => sum + (one.unit === unit ? one.amount : 0), 0)),
      }));
    });
    return { pools, notes: pools.length > 0 ? [] : ['There is no prepaid balance.'] };
  },
});
