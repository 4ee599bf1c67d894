import { describe, expect, it } from 'vitest';
import {
  credentialFromText,
  credentialVariables,
  otherOwnerOf,
  wrongKindOf,
} from '../../main/cli/input/credential.ts';
import { fields } from '../../main/providers/contract/index.ts';
import { providers } from '../../main/providers/index.ts';
import type { ProviderInfo } from '../../shared/model/index.ts';
import { invented } from '../helpers/catalogue.ts';

const [base] = invented(1);
if (base === undefined) throw new Error('There is nothing to take after.');
const hint = 'Any will do.';
const provider: ProviderInfo = {
  ...base,
  name: 'Acme',
  credentialFields: [
    ...fields({
      login: { label: 'Login', env: ['ACME_LOGIN'], hint, secret: false },
      key: {
        label: 'API key',
        env: ['ACME_KEY'],
        hint,
        prefix: 'acme-admin-',
        otherKinds: { 'acme-': 'This is a key for the models. Make an admin key.' },
      },
      managementKey: { label: 'Management key', env: ['ACME_MANAGEMENT_KEY'], hint, optional: true },
    }).fields,
  ],
};
const given = (...lines: string[]) =>
  credentialFromText(provider, lines.join('\n'), [provider, ...providers]);
const environment = { A: 'one', B: 'acme-admin-two', C: 'three', D: 'four', WRONG: 'acme-two' };
const messageOf = (result: { ok: true } | { ok: false; error: { message: string } }) =>
  result.ok ? null : result.error.message;

describe('several fields', () => {
  it('come from variables in the order of the fields, and optional ones may be left out', () => {
    expect(credentialVariables(provider, ['A', 'B'], environment)).toEqual({
      ok: true,
      value: { login: 'A', key: 'B' },
    });
    expect(credentialVariables(provider, ['A', 'B', 'C'], environment)).toEqual({
      ok: true,
      value: { login: 'A', key: 'B', managementKey: 'C' },
    });
    for (const names of [['A'], ['A', 'B', 'C', 'D']])
      expect(messageOf(credentialVariables(provider, names, environment))).toBe(
        'Acme needs 2 to 3 variables (Login; API key; Management key, optional): give --from-env once for each, in this order.',
      );
  });

  it('come from standard input, one line each, and the line of an optional one may be empty', () => {
    expect(given('one', 'acme-admin-two')).toEqual({
      ok: true,
      value: { login: 'one', key: 'acme-admin-two' },
    });
    expect(given('one', 'acme-admin-two', '')).toEqual(given('one', 'acme-admin-two'));
    expect(given('one', 'acme-admin-two', 'three')).toMatchObject({
      value: { managementKey: 'three' },
    });
    expect(given('ACME_KEY="acme-admin-two"', 'export ACME_LOGIN=one')).toEqual(
      given('one', 'acme-admin-two'),
    );
    expect(messageOf(given('SCRAPERAPI_API_KEY=one', 'two'))).toBe(
      'This is the variable of another provider’s key: ScraperAPI. Nothing was sent. To add it there: fuelgauge add scraperapi',
    );
    expect(given('ACME_LOGIN=one', 'acme-admin-two')).toEqual(given('one', 'acme-admin-two'));
    expect(messageOf(given('one'))).toBe(
      'The API key of Acme is empty. Send it to standard input, one line for each field (Login; API key; Management key, optional), or name an environment variable with --from-env NAME.',
    );
  });
});

describe('a text with more than the credential', () => {
  it('gives what the variables of the provider name, wherever they stand', () => {
    const env = [
      '# Keys',
      '',
      'FOO=bar',
      "export ACME_KEY='acme-admin-two'",
      'OTHER_KEY=x',
      'ACME_LOGIN=one',
    ];
    expect(given(...env)).toEqual(given('one', 'acme-admin-two'));
    expect(given('# mine', 'one', 'acme-admin-two', 'three\r', 'not this line')).toEqual(
      given('one', 'acme-admin-two', 'three'),
    );
  });

  it('never gives what is named for something else in the place of a field', () => {
    expect(messageOf(given('FOO=bar', 'ACME_KEY=acme-admin-two'))).toMatch(/^The Login of Acme is empty\./);
  });

  it('is noticed as another provider’s, one of your own too', () => {
    const own: ProviderInfo = { ...provider, id: 'own', name: 'Own' };
    const [scraperapi] = providers.filter(({ id }) => id === 'scraperapi');
    if (scraperapi === undefined) throw new Error('It is there.');
    expect(messageOf(credentialFromText(scraperapi, 'ACME_KEY=acme-admin-two', [own, ...providers]))).toBe(
      'This is the variable of another provider’s key: Own. Nothing was sent. To add it there: fuelgauge add own',
    );
  });
});

it('tells a key of the wrong kind by its prefix, wherever it comes from', () => {
  const wrong = 'Acme: This is a key for the models. Make an admin key. Nothing was changed.';
  const values = (key: string) => ({ from: 'values' as const, values: { login: 'one', key } });
  const variables = (key: string) => ({ from: 'environment' as const, variables: { login: 'A', key } });
  expect(wrongKindOf(provider, values('acme-two'), environment)).toBe(wrong);
  expect(wrongKindOf(provider, variables('WRONG'), environment)).toBe(wrong);
  expect(wrongKindOf(provider, values('acme-admin-two'), environment)).toBeNull();
  expect(wrongKindOf(provider, variables('B'), environment)).toBeNull();
});

it('tells a key that must be another provider’s, wherever it comes from', () => {
  const [scraperapi] = providers.filter(({ id }) => id === 'scraperapi');
  if (scraperapi === undefined) throw new Error('It is there.');
  const tavily = 'tvly-0123456789abcdef0123456789abcdef';
  const said = (given: Parameters<typeof otherOwnerOf>[1]) =>
    otherOwnerOf(scraperapi, given, { KEY: tavily }, providers);
  const sentence =
    'This looks like a key of Tavily. Nothing was sent or changed. To add it there: fuelgauge add tavily. If it is a key of ScraperAPI, keep it with --no-test.';
  expect(said({ from: 'values', values: { key: tavily } })).toBe(sentence);
  expect(said({ from: 'environment', variables: { key: 'KEY' } })).toBe(sentence);
  expect(said({ from: 'values', values: { key: '0123456789abcdef0123456789abcdef' } })).toBeNull();
});
