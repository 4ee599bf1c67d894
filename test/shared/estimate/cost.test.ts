import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProvider } from '../../../main/providers/index.ts';
import { estimateCost, generationFor, type OperationJob } from '../../../shared/estimate/index.ts';
import type { Operation, RateCard } from '../../../shared/model/index.ts';
import { calls, cardOf, cards, costOf, operation } from './facts.ts';

const range = (provider: string, job: OperationJob) => {
  const { least, likely, most } = costOf(cardOf(provider), job);
  return [least, likely, most];
};
const job = (...args: Parameters<typeof operation>) => {
  const made = operation(...args);
  if (made.kind !== 'operation') throw new Error('not an operation');
  return made;
};

describe('what a job costs', () => {
  it('is refused where it is more than can be counted', () => {
    const own = (count: number, credits: number) =>
      ({ kind: 'calls', count, credits, unit: { kind: 'credits' } }) as const;
    for (const one of [own(1e15, 2), job('fetch', 1e15), own(1e308, 1e308)])
      expect(estimateCost(cardOf('scrapio'), one)).toMatchObject({
        ok: false,
        error: { message: 'This job costs more than Fuelgauge can count. Estimate a smaller one.' },
      });
  });
  it('spans the open choices, and is exact without any', () => {
    expect(range('scrapio', job('fetch', 2000))).toEqual([2000, 6000, 10_000]);
    expect(range('scrapio', job('fetch', 2000, { renderJs: 'no' }))).toEqual([2000, 2000, 2000]);
    expect(range('scrapio', job('fetch', 10, { renderJs: 'yes', proxy: 'residential' }))).toEqual([
      700, 700, 700,
    ]);
  });

  it('charges extraction at Scrapio as the plan’s generation does', () => {
    expect(range('scrapio', job('fetch-extract', 100))).toEqual([200, 350, 500]);
    expect(range('scrapio', job('crawl', 100))).toEqual([200, 200, 200]);
    const then = 'until-2026-07';
    expect(range('scrapio', job('fetch-extract', 100, {}, then))).toEqual([200, 350, 500]);
    expect(
      range('scrapio', job('fetch-extract', 100, { renderJs: 'no', extraction: 'selectors' }, then)),
    ).toEqual([200, 200, 200]);
    expect(range('scrapio', job('crawl', 100, {}, then))).toEqual([100, 150, 200]);
    const card = cardOf('scrapio');
    expect(generationFor(card, 'pro-daily')?.id).toBe(then);
    expect(generationFor(card, 'pro')?.id).toBe('since-2026-07');
    expect(generationFor(card, null)?.id).toBe('since-2026-07');
    expect(generationFor(card, 'one of my own')?.id).toBe('since-2026-07');
  });

  it('knows ScraperAPI’s table, which is no sum', () => {
    const price = (renderJs: string, proxy: string) =>
      range('scraperapi', job('request', 1, { renderJs, proxy }))[0];
    expect(price('no', 'standard')).toBe(1);
    expect(price('yes', 'standard')).toBe(10);
    expect(price('no', 'premium')).toBe(10);
    expect(price('yes', 'premium')).toBe(25);
    expect(price('no', 'ultra')).toBe(30);
    expect(price('yes', 'ultra')).toBe(75);
    expect(range('scraperapi', job('request', 5))).toEqual([5, 5, 5]);
  });

  it('adds up what Crustdata adds to a person, and counts fractions of credits', () => {
    expect(range('crustdata', job('person-enrich', 100))).toEqual([100, 100, 100]);
    const all = { personalEmail: 'yes', phone: 'yes', businessEmail: 'yes', developer: 'yes' };
    expect(range('crustdata', job('person-enrich', 100, all))).toEqual([700, 700, 700]);
    expect(range('crustdata', job('person-search', 10))).toEqual([0.3, 0.3, 0.3]);
  });

  it('has no upper limit if part of the price is not public, until you enter it', () => {
    const open = costOf(cardOf('spidra'), job('scrape', 100));
    expect([open.least, open.likely, open.most]).toEqual([200, null, null]);
    expect(open.lines.find(({ label }) => label === 'AI tokens')?.most).toBeNull();
    expect(range('spidra', job('scrape', 100, { aiCredits: '1.5', captchas: '0.1' }))).toEqual([
      450, 450, 450,
    ]);
  });

  it('counts results per search', () => {
    expect(range('scrapio', job('search', 10, { results: '5' }))).toEqual([200, 300, 400]);
    expect(range('scrapio', job('search', 10))).toEqual([150, 150, 150]);
  });

  it('takes any number of calls at any price', () => {
    expect(calls(1200, 0.0008).most).toBe(0.96);
  });

  it.each([
    [job('teleport', 1), 'There is no operation “teleport”. Choose one of: fetch,'],
    [job('fetch', 1, { render: 'no' }), '“fetch” has no option “render”. It has: renderJs, proxy.'],
    [job('fetch', 1, { renderJs: 'maybe' }), '“renderJs” must be one of no, yes.'],
    [job('search', 1, { results: 'many' }), '“results” must be a number'],
    [job('youtube', 1, { x: '1' }), '“youtube” has no options.'],
    [job('fetch', -1), 'zero or more'],
    [job('fetch', Number.NaN), 'zero or more'],
    [job('fetch', 1, {}, '2019'), 'There is no price list “2019”.'],
  ])('says what it does not know: %j', (wrong, sentence) => {
    const cost = estimateCost(cardOf('scrapio'), wrong);
    expect(cost.ok ? '' : cost.error.message).toContain(sentence);
  });
});

describe('what would make it cheaper', () => {
  it('names the cheaper ways, the biggest saving first', () => {
    const { cheaper } = costOf(cardOf('scrapio'), job('fetch', 2000));
    expect(cheaper.map(({ advice, saves, upTo }) => [advice, saves, upTo])).toEqual([
      ['Without JavaScript rendering', 8000, true],
      ['With one page in ten from your own cache', 1000, true],
    ]);
    const extract = costOf(cardOf('scrapio'), job('fetch-extract', 100, { extraction: 'llm' }));
    expect(extract.cheaper[0]).toMatchObject({
      advice: 'With selectors instead of a language model',
      saves: 300,
      upTo: false,
    });
    const crawl = costOf(cardOf('scrapio'), job('crawl', 500));
    expect(crawl.cheaper.map(({ advice, saves }) => [advice, saves])).toEqual([
      ['With a limit of 450 pages', 100],
    ]);
  });

  it('does not advise what you do already', () => {
    const cost = costOf(cardOf('scrapio'), job('fetch', 1, { renderJs: 'no' }));
    expect(cost.cheaper).toEqual([]);
  });
});

// Every operation of every card that ships, with any options.

const jobs: { card: RateCard; generation: string; operation: Operation }[] = [...cards.values()].flatMap(
  (card) =>
    card === null
      ? []
      : card.generations.flatMap((generation) =>
          generation.operations.map((one) => ({ card, generation: generation.id, operation: one })),
        ),
);

const anyJob = fc.constantFrom(...jobs).chain(({ card, generation, operation: one }) =>
  fc
    .record({
      count: fc.integer({ min: 0, max: 1_000_000 }),
      options: fc
        .tuple(
          ...one.options.map((option) =>
            fc.option(
              option.kind === 'choice'
                ? fc.constantFrom(...option.choices.map(({ id }) => id))
                : fc.integer({ min: 0, max: 50 }).map(String),
              { nil: null },
            ),
          ),
        )
        .map((values) =>
          Object.fromEntries(
            one.options.flatMap(({ id }, index) => {
              const value = values[index];
              return value == null ? [] : [[id, value]];
            }),
          ),
        ),
    })
    .map(({ count, options }) => ({ card, made: job(one.id, count, options, generation) })),
);

describe('every rate card', () => {
  it('gives an ascending range for every job, and nothing for nothing', () => {
    fc.assert(
      fc.property(anyJob, ({ card, made }) => {
        const cost = costOf(card, made);
        expect(cost.least).toBeLessThanOrEqual(cost.likely ?? cost.least);
        if (cost.most !== null) expect(cost.likely).toBeLessThanOrEqual(cost.most);
        if (made.count > 0) expect(cost.least).toBeGreaterThan(0);
        if (made.count === 0) expect(cost.least).toBe(0);
      }),
    );
  });

  it('is never cheaper for more, and scales with the number', () => {
    fc.assert(
      fc.property(anyJob, fc.integer({ min: 1, max: 20 }), ({ card, made }, factor) => {
        const one = costOf(card, made);
        const many = costOf(card, { ...made, count: made.count * factor });
        expect(many.least).toBeGreaterThanOrEqual(one.least);
        expect(many.least).toBeCloseTo(one.least * factor, 4);
        expect(many.likely === null).toBe(one.likely === null);
        if (many.likely !== null && one.likely !== null)
          expect(many.likely).toBeCloseTo(one.likely * factor, 3);
        if (many.most !== null && one.most !== null) expect(many.most).toBeCloseTo(one.most * factor, 4);
      }),
    );
  });

  it('never advises what would cost more', () => {
    fc.assert(
      fc.property(anyJob, ({ card, made }) => {
        const cost = costOf(card, made);
        for (const way of cost.cheaper) {
          const then = costOf(card, way.job);
          expect(way.saves).toBeGreaterThan(0);
          expect(then.likely ?? 0).toBeLessThanOrEqual(cost.likely ?? 0);
          if (then.most !== null && cost.most !== null)
            expect(then.most + way.saves).toBeCloseTo(cost.most, 4);
        }
      }),
    );
  });

  it('is narrower the more is known', () => {
    fc.assert(
      fc.property(anyJob, ({ card, made }) => {
        const wide = costOf(card, made);
        const one = jobs.find(
          (entry) => entry.card === card && entry.operation.id === made.operation,
        )?.operation;
        for (const option of one?.options ?? []) {
          if (option.kind !== 'choice' || option.usual !== null || made.options[option.id]) continue;
          for (const { id } of option.choices) {
            const known = estimateCost(card, {
              ...made,
              options: { ...made.options, [option.id]: id },
            });
            if (!known.ok) continue;
            expect(known.value.least).toBeGreaterThanOrEqual(wide.least);
            if (known.value.most !== null && wide.most !== null)
              expect(known.value.most).toBeLessThanOrEqual(wide.most);
          }
        }
      }),
    );
  });

  it('names every option and choice that its lines depend on', () => {
    for (const { operation: one } of jobs)
      for (const line of one.lines) {
        for (const [id, choice] of Object.entries(line.when)) {
          const option = one.options.find((candidate) => candidate.id === id);
          expect(option?.kind === 'choice' && option.choices.map((known) => known.id)).toContain(choice);
        }
        if (line.per !== null) expect(one.options.find(({ id }) => id === line.per)?.kind).toBe('number');
      }
  });

  it('names only plans of its provider', () => {
    for (const [provider, card] of cards)
      for (const generation of card?.generations ?? [])
        expect(findProvider(provider)?.plans.map(({ id }) => id)).toEqual(
          expect.arrayContaining(generation.plans),
        );
  });
});
