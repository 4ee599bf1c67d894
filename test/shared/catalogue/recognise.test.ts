import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalPrefix, recogniseOther } from '../../../shared/catalogue/recognise.ts';
import type { ProviderInfo } from '../../../shared/model/index.ts';
import { providers as known } from '../../helpers/states.ts';

const [template] = known;
if (template === undefined) throw new Error('There is no provider to take after.');

const made = (
  id: string,
  pattern: string | null,
  environment = `${id.toUpperCase()}_API_KEY`,
): ProviderInfo => ({
  ...template,
  id,
  credentialFields: [
    { id: 'key', label: 'API key', secret: true, pattern, environment: [environment], hint: '' },
  ],
});
const open = made('open', '^sk-');
const anthro = made('anthro', '^sk-ant-[a-z0-9]+$');
const deep = made('deep', '^sk-[a-f0-9]{8}$');
const solver = made('solver', '^CAP-');
const plain = made('plain', null);
const all = [open, anthro, deep, solver, plain];
const recognised = (text: string, current: ProviderInfo, providers = all) =>
  recogniseOther(text, current, providers)?.id ?? null;

describe('the provider that a pasted key belongs to', () => {
  it.each([
    ['one other fits', ' CAP-INVENTED00 ', plain, 'solver'],
    ['the longest prefix fits best', 'sk-ant-invented0', plain, 'anthro'],
    ['two fit equally well: nobody is accused', 'sk-0123abcd', plain, null],
    ['what many keys begin with accuses nobody', 'sk-invented', plain, null],
    ['the chosen one fits as well', 'sk-ant-invented0', open, null],
    ['the chosen one fits alone', 'CAP-INVENTED00', solver, null],
    ['nobody fits', 'inventedkey', open, null],
    ['there is nothing', '  ', open, null],
    ['the variable’s name decides', 'export DEEP_API_KEY="sk-invented"', plain, 'deep'],
    ['also against the chosen one’s pattern', "ANTHRO_API_KEY='sk-ant-invented0'", open, 'anthro'],
    ['the chosen one’s own variable', 'OPEN_API_KEY=sk-ant-invented0', open, null],
    ['a variable that nobody names leaves the key', 'MY_KEY=CAP-INVENTED00', plain, 'solver'],
    ['a key that ends like an assignment', 'CAP-abc=', plain, 'solver'],
  ])('%s', (_why, text, current, expected) => {
    expect(recognised(text, current)).toBe(expected);
  });

  it('does not follow from a variable that two providers share', () => {
    const twins = [made('east', null, 'CLOUD_KEY'), made('west', null, 'CLOUD_KEY'), plain];
    expect(recognised('CLOUD_KEY=invented', plain, twins)).toBeNull();
  });

  it('does not fail on a pattern that cannot be read', () => {
    expect(recognised('CAP-1', plain, [made('broken', '('), plain])).toBeNull();
  });

  const word = fc.stringMatching(/^[a-z-]{1,6}$/);
  const anyPattern = fc.option(
    fc
      .tuple(word, fc.constantFrom('', '[a-z]+', '.*$', '(?:x|y)'))
      .map(([start, rest]) => `^${start}${rest}`),
  );
  const anyProviders = fc.uniqueArray(
    fc.record({ id: fc.stringMatching(/^[a-z]{1,3}$/), pattern: anyPattern }),
    {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 8,
    },
  );
  const anyPaste = fc.oneof(
    word,
    fc.tuple(word, word).map((parts) => parts.join('')),
  );

  it('is never the chosen one, is null if the chosen one matches, and does not depend on the order', () => {
    fc.assert(
      fc.property(anyProviders, anyPaste, fc.nat(), (rows, text, seed) => {
        const providers = rows.map(({ id, pattern }) => made(id, pattern));
        const current = providers[seed % providers.length] ?? plain;
        const found = recogniseOther(text, current, providers);
        expect(recogniseOther(text, current, providers.toReversed())).toBe(found);
        const matches = ({ credentialFields: [field] }: ProviderInfo) =>
          field?.pattern != null && new RegExp(field.pattern, 'u').test(text);
        const others = providers.filter((one) => one !== current && matches(one));
        if (matches(current) || others.length === 0) expect(found).toBeNull();
        if (found === null) return;
        expect(others).toContain(found);
        const length = (one: ProviderInfo) => literalPrefix(one.credentialFields[0]?.pattern ?? '').length;
        for (const other of others) if (other !== found) expect(length(other)).toBeLessThan(length(found));
      }),
    );
  });
});

describe('the literal prefix of a pattern', () => {
  it.each([
    ['^sk-ant-[a-z]+$', 'sk-ant-'],
    ['^sk-(?:live|test)_', 'sk-'],
    ['^re_?x', 're'],
    ['^ab*', 'a'],
    ['^ab{0,2}', 'a'],
    ['^ab+', 'ab'],
    ['^\\$2a\\.', '$2a.'],
    ['^\\d+', ''],
    ['^a|^b', ''],
    ['^a[|]b', 'a'],
    ['CAP-', ''],
    ['', ''],
  ])('%s: “%s”', (pattern, prefix) => expect(literalPrefix(pattern)).toBe(prefix));

  it('holds for whatever a pattern matches', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '-',
      '\\.',
      '[ab]',
      '[|]',
      'a?',
      'b*',
      '-+',
      'a{0,2}',
      '(?:a|b)',
      '(a|(b|-))',
      '.',
      '|',
    );
    const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => `^${pieces.join('')}`);
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab.|-]{0,6}$/), (source, text) => {
        fc.pre(new RegExp(source, 'u').test(text));
        expect(text.startsWith(literalPrefix(source))).toBe(true);
      }),
    );
  });
});
