import { exactly, type RateCard } from '../../../shared/model/index.ts';

/** Read in November 2026. The price of a request depends on the combination of both options, not on their sum. */
const price = (label: string, renderJs: 'no' | 'yes', proxy: string, credits: number) => ({
  label,
  when: { renderJs, proxy },
  per: null,
  credits: exactly(credits),
});
const costs = { url: 'https://docs.scraperapi.com/credits-and-requests', readOn: '2026-11' };
const flat = (id: string, named: string, credits: number) => ({
  id,
  name: named,
  unit: 'request' as const,
  options: [],
  lines: [{ label: named, when: {}, per: null, credits: exactly(credits) }],
  charged: 'success' as const,
  savings: ['cache' as const],
  note: 'Without further options. GET /account/urlcost returns the exact cost of a URL.',
  source: costs,
});

export const rateCard: RateCard = {
  unit: { kind: 'credits' },
  generations: [
    {
      id: 'current',
      label: 'as read in November 2026',
      plans: [],
      operations: [
        {
          id: 'request',
          name: 'Request',
          unit: 'request',
          options: [
            {
              kind: 'choice',
              id: 'renderJs',
              label: 'JavaScript rendering',
              choices: [
                { id: 'no', label: 'No', advice: 'Without JavaScript rendering' },
                { id: 'yes', label: 'Yes', advice: null },
              ],
              usual: 'no',
            },
            {
              kind: 'choice',
              id: 'proxy',
              label: 'Proxies',
              choices: [
                { id: 'standard', label: 'Standard', advice: 'With standard proxies' },
                { id: 'premium', label: 'Premium', advice: null },
                { id: 'ultra', label: 'Ultra premium', advice: null },
              ],
              usual: 'standard',
            },
          ],
          lines: [
            price('Standard', 'no', 'standard', 1),
            price('JavaScript rendering', 'yes', 'standard', 10),
            price('Premium proxies', 'no', 'premium', 10),
            price('Premium proxies with JavaScript rendering', 'yes', 'premium', 25),
            price('Ultra premium proxies', 'no', 'ultra', 30),
            price('Ultra premium proxies with JavaScript rendering', 'yes', 'ultra', 75),
          ],
          charged: 'success',
          savings: ['cache'],
          note: 'A 404 counts as a success. Sites behind bot protection cost 10 more. GET /account/urlcost returns the exact cost of a URL.',
          source: costs,
        },
        flat('e-commerce', 'E-commerce page (Amazon)', 5),
        flat('search-engine', 'Search engine page (Google, Bing)', 25),
        flat('social-media', 'Social media page (LinkedIn)', 30),
      ],
    },
  ],
};
