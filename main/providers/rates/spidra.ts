import { exactly, type RateCard } from '../../../shared/model/index.ts';

/** The price of AI tokens is not public (November 2026), so you enter what yours cost. */
export const rateCard: RateCard = {
  unit: { kind: 'credits' },
  generations: [
    {
      id: 'current',
      label: 'as read in November 2026',
      plans: [],
      operations: [
        {
          id: 'scrape',
          name: 'Scrape',
          unit: 'URL',
          options: [
            {
              kind: 'number',
              id: 'aiCredits',
              label: 'AI credits per URL',
              hint: '0 without a prompt. The rate is not public; the usage page of the dashboard shows what yours cost.',
              usual: null,
            },
            {
              kind: 'number',
              id: 'captchas',
              label: 'CAPTCHAs solved per URL',
              hint: '10 credits each. 0.1 means one in ten URLs.',
              usual: 0,
            },
          ],
          lines: [
            { label: 'URLs', when: {}, per: null, credits: exactly(2) },
            { label: 'AI tokens', when: {}, per: 'aiCredits', credits: exactly(1) },
            { label: 'CAPTCHAs', when: {}, per: 'captchas', credits: exactly(10) },
          ],
          charged: null,
          savings: ['cache'],
          note: 'Cancelled jobs are refunded.',
          source: { url: 'https://docs.spidra.io/billing/usage-analytics', readOn: '2026-11' },
        },
      ],
    },
  ],
};
