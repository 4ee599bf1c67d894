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
  summed,
  z,
} from '../contract/index.ts';

const token = header('authorization', { prefix: 'Token ' });
const hours = { kind: 'count', one: 'hour', many: 'hours' } as const;
const project = z.object({ project_id: z.string().min(1), name: maybe(z.string()) });
const projects = z.object({ projects: listOf(project, { required: true }) });
const units = maybe(z.string()).transform((unit) => (unit ?? 'USD').toUpperCase());
const balance = z.object({ amount: maybe(numeric), units });
const balances = z.object({ balances: listOf(balance, { required: true }) });

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
      ask(get('https://api.deepgram.com/v1/projects', token), projects),
      ({ projects }) => projects.map(({ project_id }) => ({ project: project_id })),
      ask(get('https://api.deepgram.com/v1/projects/{project}/balances', token), balances),
    ),
  },
  reading({ balances: { first, each: answers } }) {
    if (first.projects.length === 0) return refuse('limited-scope', 'this key sees no project.');
    const pools = answers.flatMap(({ balances }, index) =>
      summed(balances.map(({ units, amount }) => [units, amount])).map(([code, remaining]) => ({
        label: first.projects.length > 1 ? (first.projects[index]?.name ?? 'Project') : null,
        unit: /^[A-Z]{3}$/.test(code) ? { kind: 'money' as const, code } : hours,
        remaining,
      })),
    );
    return { pools, notes: [pools.length === 0 && 'There is no prepaid balance.'] };
  },
});
