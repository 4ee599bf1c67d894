import { type ChoiceOption, exactly, type Operation, type RateCard } from '../../../shared/model/index.ts';

const line = (label: string, credits: number, when: Record<string, string> = {}) => ({
  label,
  when,
  per: null,
  credits: exactly(credits),
});
const renderJs: ChoiceOption = {
  kind: 'choice',
  id: 'renderJs',
  label: 'JavaScript rendering',
  choices: [
    { id: 'no', label: 'No', advice: 'Without JavaScript rendering' },
    { id: 'yes', label: 'Yes', advice: null },
  ],
  usual: null,
};
const extraction: ChoiceOption = {
  kind: 'choice',
  id: 'extraction',
  label: 'Extraction',
  choices: [
    { id: 'selectors', label: 'Selectors', advice: 'With selectors instead of a language model' },
    { id: 'llm', label: 'Language model', advice: null },
  ],
  usual: null,
};
const extractionOrNone: ChoiceOption = {
  ...extraction,
  choices: [{ id: 'none', label: 'None', advice: null }, ...extraction.choices],
  usual: 'none',
};
const residential: ChoiceOption = {
  kind: 'choice',
  id: 'proxy',
  label: 'Proxies',
  choices: [
    { id: 'standard', label: 'Standard', advice: 'Without residential proxies' },
    { id: 'residential', label: 'Residential', advice: null },
  ],
  usual: 'standard',
};
const surcharge = line('Residential proxies', 65, { proxy: 'residential' });
const hardTargets =
  'Targets that only accept residential proxies cost 65 more each. On paid plans this happens automatically.';
const resultsPerSearch = {
  kind: 'number' as const,
  id: 'results',
  label: 'Results fetched per search',
  hint: 'Each result is charged as a fetch.',
  usual: 0,
};

/** Read in August 2026. */
const current = {
  charged: 'success' as const,
  source: { url: 'https://docs.scrapio.dev/rate-limits', readOn: '2026-08' },
};
const flat = (
  id: string,
  name: string,
  unit: Operation['unit'],
  credits: number,
  note: string | null = null,
): Operation => ({
  ...current,
  id,
  name,
  unit,
  options: [],
  lines: [line(name, credits)],
  savings: ['cache'],
  note,
});
const operationsNow: Operation[] = [
  {
    ...current,
    id: 'fetch',
    name: 'Fetch',
    unit: 'page',
    options: [renderJs, residential],
    lines: [
      line('Static pages', 1, { renderJs: 'no' }),
      line('JavaScript rendering', 5, { renderJs: 'yes' }),
      surcharge,
    ],
    savings: ['cache'],
    note: hardTargets,
  },
  {
    ...current,
    id: 'fetch-extract',
    name: 'Fetch and extract',
    unit: 'page',
    options: [extraction, residential],
    lines: [
      line('With selectors', 2, { extraction: 'selectors' }),
      line('With a language model', 5, { extraction: 'llm' }),
      surcharge,
    ],
    savings: ['cache'],
    note: `JavaScript rendering does not change the price. ${hardTargets}`,
  },
  {
    ...current,
    id: 'crawl',
    name: 'Crawl',
    unit: 'page',
    options: [residential],
    lines: [line('Pages', 2), surcharge],
    savings: ['page-limit'],
    note: `Extraction does not change the price. ${hardTargets}`,
  },
  {
    ...current,
    id: 'map',
    name: 'Map',
    unit: 'URL',
    options: [residential],
    lines: [line('URLs', 2), surcharge],
    savings: ['page-limit'],
    note: hardTargets,
  },
  {
    ...current,
    id: 'search',
    name: 'Search',
    unit: 'search',
    options: [resultsPerSearch, renderJs],
    lines: [
      line('Searches', 15),
      { ...line('Static results', 1, { renderJs: 'no' }), per: 'results' },
      { ...line('Results with JavaScript rendering', 5, { renderJs: 'yes' }), per: 'results' },
    ],
    savings: ['cache'],
    note: null,
  },
  {
    ...current,
    id: 'interact',
    name: 'Interact',
    unit: 'session',
    options: [
      {
        kind: 'choice',
        id: 'mode',
        label: 'Steps',
        choices: [
          { id: 'actions', label: 'Listed actions', advice: 'With listed actions instead of a prompt' },
          { id: 'prompt', label: 'Prompt', advice: null },
        ],
        usual: null,
      },
    ],
    lines: [line('Listed actions', 3, { mode: 'actions' }), line('Prompt', 25, { mode: 'prompt' })],
    savings: [],
    note: null,
  },
  flat('youtube', 'YouTube', 'call', 10, 'Starter plan and above.'),
  flat('shops', 'Amazon or Walmart', 'call', 10, 'Starter plan and above.'),
  flat(
    'other-sites',
    'Other site with its own endpoint',
    'call',
    15,
    'Starter plan and above. Agoda costs 25 from the second page on.',
  ),
];

/** Prices before the change of 25 July 2026, from the guide of that time. */
const before = {
  charged: 'success' as const,
  source: { url: 'https://github.com/xsronhou/scrapio-docs', readOn: '2026-07' },
};
const pageThen = [
  line('Static pages', 1, { renderJs: 'no' }),
  line('JavaScript rendering', 2, { renderJs: 'yes' }),
];
/** Costs one to three credits more, depending on the mode; selectors are the cheapest. */
const extractionThen = [
  line('Selectors', 1, { extraction: 'selectors' }),
  {
    ...line('Language model', 0, { extraction: 'llm' }),
    credits: { least: 2, likely: 3, most: 3 },
  },
];
const operationsBefore: Operation[] = [
  {
    ...before,
    id: 'fetch',
    name: 'Fetch',
    unit: 'page',
    options: [renderJs],
    lines: pageThen,
    savings: ['cache'],
    note: null,
  },
  {
    ...before,
    id: 'fetch-extract',
    name: 'Fetch and extract',
    unit: 'page',
    options: [renderJs, extraction],
    lines: [...pageThen, ...extractionThen],
    savings: ['cache'],
    note: null,
  },
  {
    ...before,
    id: 'crawl',
    name: 'Crawl',
    unit: 'page',
    options: [renderJs, extractionOrNone],
    lines: [...pageThen, ...extractionThen],
    savings: ['page-limit'],
    note: 'At the daily cap, a crawl stops with the pages it has.',
  },
  {
    ...before,
    id: 'search',
    name: 'Search',
    unit: 'search',
    options: [resultsPerSearch],
    lines: [
      { ...line('Searches', 0), credits: { least: 2, likely: 2, most: 12 } },
      { ...line('Results', 1), per: 'results' },
    ],
    savings: ['cache'],
    note: 'The price of a search rose from 2 to 12 credits during that time.',
  },
  {
    ...before,
    id: 'interact',
    name: 'Interact',
    unit: 'session',
    options: [],
    lines: [line('Sessions', 3)],
    savings: [],
    note: null,
  },
];

export const rateCard: RateCard = {
  unit: { kind: 'credits' },
  generations: [
    {
      id: 'since-2026-07',
      label: 'since July 2026',
      plans: ['free', 'starter', 'pro', 'scale'],
      operations: operationsNow,
    },
    {
      id: 'until-2026-07',
      label: 'until July 2026',
      plans: ['free-daily', 'pro-daily'],
      operations: operationsBefore,
    },
  ],
};
