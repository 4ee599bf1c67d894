import { exactly, type RateCard } from '../../../shared/model/index.ts';

const extra = (id: string, label: string) => ({
  kind: 'choice' as const,
  id,
  label,
  choices: [
    { id: 'no', label: 'No', advice: `Without the ${label.toLowerCase()}` },
    { id: 'yes', label: 'Yes', advice: null },
  ],
  usual: 'no',
});
const added = (id: string, label: string, credits: number) => ({
  label,
  when: { [id]: 'yes' },
  per: null,
  credits: exactly(credits),
});
const prices = { url: 'https://docs.crustdata.com/general/pricing', readOn: '2026-11' };
const flat = (
  id: string,
  named: string,
  unit: 'result' | 'company' | 'person' | 'query' | 'page',
  credits: number,
  note: string | null = null,
) => ({
  id,
  name: named,
  unit,
  options: [],
  lines: [{ label: named, when: {}, per: null, credits: exactly(credits) }],
  charged: 'success' as const,
  savings: unit === 'result' ? ['page-limit' as const] : ['cache' as const],
  note,
  source: prices,
});
const onlySomePlans = 'Only on plans with live data, which may have different prices.';

export const rateCard: RateCard = {
  unit: { kind: 'credits' },
  generations: [
    {
      id: 'current',
      label: 'as read in November 2026',
      plans: [],
      operations: [
        flat('person-search', 'Person search', 'result', 0.03),
        {
          id: 'person-enrich',
          name: 'Person enrichment',
          unit: 'person',
          options: [
            extra('personalEmail', 'Personal email'),
            extra('phone', 'Phone number'),
            extra('businessEmail', 'Business email'),
            extra('developer', 'Developer platform data'),
          ],
          lines: [
            { label: 'Base profile', when: {}, per: null, credits: exactly(1) },
            added('personalEmail', 'Personal email', 2),
            added('phone', 'Phone number', 2),
            added('businessEmail', 'Business email', 1),
            added('developer', 'Developer platform data', 1),
          ],
          charged: 'success',
          savings: ['cache'],
          note: null,
          source: prices,
        },
        flat('company-search', 'Company search', 'result', 0.03),
        flat('company-enrich', 'Company enrichment', 'company', 2),
        flat('job-search', 'Job search', 'result', 0.03),
        flat('web-search', 'Web search', 'query', 1),
        flat('web-fetch', 'Web page', 'page', 1),
        flat('person-live-search', 'Live person search', 'person', 2, onlySomePlans),
        flat('person-live-enrich', 'Live person enrichment', 'person', 7, onlySomePlans),
        flat('company-live-search', 'Live company search', 'company', 2, onlySomePlans),
      ],
    },
  ],
};
