import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, pluralOf } from '../../shared/estimate/index.ts';
import { formatAmount, formatQuantity, unitKey, unitWord } from '../../shared/format.ts';
import { providerInfoSchema, type Unit, unitSchema, unitWordSchema } from '../../shared/model/index.ts';

const pages: Unit = { kind: 'count', one: 'page', many: 'pages' };
const kinds = [
  'credits',
  'requests',
  'calls',
  'characters',
  'searches',
  'tokens',
  'points',
  'bytes',
] as const;
const part = fc.stringMatching(/^[A-Za-zäµλ][A-Za-z0-9é]{0,8}$/);
const anyWord = fc
  .tuple(part, fc.array(fc.tuple(fc.constantFrom(' ', '-', '/', '.', '’'), part), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest.flat()].join(''))
  .filter((word) => word.length <= 30);
const anyUnit: fc.Arbitrary<Unit> = fc.oneof(
  fc.record({ kind: fc.constant('money' as const), code: fc.constantFrom('USD', 'EUR', 'JPY') }),
  fc.record({ kind: fc.constantFrom(...kinds) }),
  fc.record({ kind: fc.constant('count' as const), one: anyWord, many: anyWord }),
);
/** Controls, marks that turn a line around, zero-width characters, line ends, half of a pair. */
const unseen = fc.constantFrom(
  ...[
    '\u0000',
    '\u001b',
    '\u007f',
    '\u009b',
    '\n',
    '\t',
    '\u2028',
    '\u00a0',
    '\u00ad',
    '\u061c',
    '\ufeff',
    '\ud800',
  ],
  ...['\u200b', '\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\u{e0041}'],
);

describe('a unit of a provider’s own', () => {
  it('is written with its own words', () => {
    expect(unitSchema.parse(pages)).toEqual(pages);
    expect(formatQuantity(1, pages)).toBe('1 page');
    expect(formatQuantity(1200, pages)).toBe('1,200 pages');
    expect(formatQuantity(1, pages, { mask: true })).toBe('••• pages');
    expect(formatQuantity(2, { kind: 'count', one: 'GB-hour', many: 'GB-hours' })).toBe('2 GB-hours');
  });

  it('allows every word that fits in a sentence', () => {
    fc.assert(
      fc.property(anyUnit, fc.double({ noNaN: true, noDefaultInfinity: true }), (unit, amount) => {
        expect(unitSchema.parse(unit)).toEqual(unit);
        const text = formatQuantity(amount, unit);
        expect(text).toBe(`${formatAmount(amount, unit)} ${unitWord(unit, amount)}`.trimEnd());
        if (unit.kind === 'count') expect(text.endsWith(amount === 1 ? unit.one : unit.many)).toBe(true);
      }),
    );
  });

  it('allows no invisible characters and none that change the direction', () => {
    fc.assert(
      fc.property(anyWord, unseen, fc.nat(30), (word, mark, at) => {
        const written = word.slice(0, at) + mark + word.slice(at);
        expect(unitWordSchema.safeParse(written.slice(0, 30)).success).toBe(at > 29 && word.length > 29);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        if (unitWordSchema.safeParse(text).success)
          expect(text).toMatch(/^[^\p{C}\p{Zl}\p{Zp}\p{S}]{1,30}$/u);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['', ' ', 'pages ', ' pages', 'two  pages', '5 pages', '<b>', '-page', 'page-', 'x'.repeat(31)])(
    'is not “%s”',
    (word) => expect(unitWordSchema.safeParse(word).success).toBe(false),
  );

  it('is the same as another only in all its words', () => {
    fc.assert(
      fc.property(anyUnit, anyUnit, (a, b) => {
        expect(unitKey(a) === unitKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

it('counts work in any word', () => {
  const plurals = { page: 'pages', company: 'companies', person: 'people', search: 'searches', day: 'days' };
  for (const [one, many] of Object.entries(plurals)) expect(pluralOf(one)).toBe(many);
  expect([countWords(1, 'mailbox'), countWords(2, 'mailbox')]).toEqual(['1 mailbox', '2 mailboxes']);
});

it('has categories that can name a folder, and no list of them', () => {
  const { category } = providerInfoSchema.shape;
  for (const known of ['data', 'web scraping', 'text to speech']) expect(category.parse(known)).toBe(known);
  for (const wrong of [
    '',
    'Web scraping',
    'web  scraping',
    ' data',
    'a/b',
    '../x',
    'search\u202e',
    'a'.repeat(41),
  ])
    expect(category.safeParse(wrong).success, wrong).toBe(false);
});
