import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findProvider, providers as shipped } from '../../../main/providers/index.ts';
import {
  literalPrefix,
  looksLikeKey,
  otherKindOf,
  pastedValue,
  recogniseKey,
  recogniseOther,
  valueFor,
} from '../../../shared/catalogue/recognise.ts';
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

describe('a pasted key', () => {
  // As in the catalogue: what their keys begin with, and the variables they are kept in.
  const one = (
    id: string,
    environment: string[],
    pattern: string | null,
    otherKinds?: Record<string, string>,
  ): ProviderInfo => ({
    ...template,
    id,
    name: id,
    credentialFields: [
      {
        id: 'key',
        label: 'API key',
        secret: true,
        pattern,
        environment,
        hint: '',
        ...(otherKinds && { otherKinds }),
      },
    ],
  });
  const twilio: ProviderInfo = {
    ...template,
    id: 'twilio',
    credentialFields: [
      {
        id: 'sid',
        label: 'Account SID',
        secret: false,
        pattern: '^AC[0-9a-fA-F]{32}$',
        environment: ['TWILIO_ACCOUNT_SID'],
        hint: '',
      },
      {
        id: 'token',
        label: 'Auth token',
        secret: true,
        pattern: null,
        environment: ['TWILIO_AUTH_TOKEN'],
        hint: '',
      },
    ],
  };
  const known: ProviderInfo[] = [
    one('openrouter', ['OPENROUTER_API_KEY'], '^sk-or-v1-'),
    one('openai', ['OPENAI_ADMIN_KEY'], '^sk-admin-', {
      'sk-proj-': 'This key is for the models. Make an admin key.',
      'sk-svcacct-': 'This key is for the models. Make an admin key.',
    }),
    one('anthropic', ['ANTHROPIC_ADMIN_KEY'], '^sk-ant-admin', {
      'sk-ant-api': 'This key is for the models. Make an admin key.',
    }),
    one('deepseek', ['DEEPSEEK_API_KEY'], '^sk-[a-z0-9]{32}$'),
    one('moonshot', ['MOONSHOT_API_KEY', 'KIMI_API_KEY'], '^sk-'),
    one('siliconflow', ['SILICONFLOW_API_KEY'], '^sk-'),
    one('xai', ['XAI_MANAGEMENT_API_KEY'], null, { 'xai-': 'This key is for the models.' }),
    one('elevenlabs', ['ELEVENLABS_API_KEY', 'XI_API_KEY'], '^sk_[a-f0-9]{48}$'),
    one('firecrawl', ['FIRECRAWL_API_KEY'], '^fc-'),
    one('tavily', ['TAVILY_API_KEY'], '^tvly-'),
    one('apify', ['APIFY_TOKEN'], '^apify_api_'),
    twilio,
    one('sendgrid', ['SENDGRID_API_KEY'], '^SG\\.'),
    one('brevo', ['BREVO_API_KEY'], '^xkeysib-'),
    one('digitalocean', ['DIGITALOCEAN_TOKEN'], '^dop_v1_'),
    one('deepgram', ['DEEPGRAM_API_KEY'], '^[0-9a-z]{40}$'),
    one('virustotal', ['VIRUSTOTAL_API_KEY'], '^[a-f0-9]{64}$'),
    one('deepl', ['DEEPL_API_KEY'], ':fx$'),
    one('meshy', ['MESHY_API_KEY'], '^msy_'),
    one('coingecko', ['COINGECKO_API_KEY'], null, { 'CG-': 'Demo keys cannot ask for this.' }),
    one('currencyapi', ['CURRENCYAPI_API_KEY'], '^cur_live_'),
    one('twocaptcha', ['TWOCAPTCHA_API_KEY', 'APIKEY_2CAPTCHA'], '^[a-f0-9]{32}$'),
    one('scrapingant', ['SCRAPINGANT_API_KEY'], '^[a-f0-9]{32}$'),
    one('browser-use', ['BROWSER_USE_API_KEY'], '^bu_'),
    one('newapi', ['NEWAPI_API_KEY'], '^sk-'),
  ];
  const hex = (length: number) => '0123456789abcdef'.repeat(6).slice(0, length);
  const names = (text: string) => {
    const found = recogniseKey(text, known);
    return found.sure ? found.match.provider.id : found.matches.map(({ provider }) => provider.id);
  };

  it.each([
    [`sk-or-v1-${hex(64)}`, 'openrouter'],
    [`OPENROUTER_API_KEY=sk-or-v1-${hex(64)}`, 'openrouter'],
    ['sk-admin-invented0123456789', 'openai'],
    ['sk-ant-admin01-invented0123456789', 'anthropic'],
    [`sk_${hex(48)}`, 'elevenlabs'],
    ['fc-invented0123456789', 'firecrawl'],
    ['tvly-dev-invented0123456', 'tavily'],
    ['apify_api_invented0123456', 'apify'],
    [`AC${hex(32)}`, 'twilio'],
    ['SG.invented0.123456789', 'sendgrid'],
    ['xkeysib-invented0123456789', 'brevo'],
    [`dop_v1_${hex(64)}`, 'digitalocean'],
    ['01234567-89ab-cdef-0123-456789abcdef:fx', 'deepl'],
    ['msy_invented0123456789', 'meshy'],
    ['cur_live_invented0123456789', 'currencyapi'],
    ['bu_invented0123456789', 'browser-use'],
    // Only the variable says whose these are.
    [`export DEEPSEEK_API_KEY="sk-${hex(32)}"`, 'deepseek'],
    [`KIMI_API_KEY='sk-invented0123456789';`, 'moonshot'],
    [`APIKEY_2CAPTCHA=${hex(32)}`, 'twocaptcha'],
    [`DEEPGRAM_API_KEY = ${hex(40)}`, 'deepgram'],
    ['xi_api_key=whatever0123', 'elevenlabs'],
    ['XAI_MANAGEMENT_API_KEY=whatever0123', 'xai'],
    // What many begin with is asked about, a length alone says nothing.
    [`sk-${hex(32)}`, ['deepseek', 'moonshot', 'siliconflow', 'newapi']],
    ['sk-invented0123456789', ['moonshot', 'siliconflow', 'newapi']],
    [hex(32), []],
    [hex(40), []],
    [hex(64), []],
    ['01234567-89ab-cdef-0123-456789abcdef', []],
    ['DATABASE_URL=postgres://invented', []],
    ['', []],
  ])('%s: %s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it.each([
    ['sk-proj-invented0123456789', 'openai', 'Make an admin key.'],
    ['sk-ant-api03-invented0123456', 'anthropic', 'Make an admin key.'],
    ['ANTHROPIC_ADMIN_KEY=sk-ant-api03-invented', 'anthropic', 'Make an admin key.'],
    ['xai-invented0123456789', 'xai', 'for the models'],
    ['CG-invented0123456789', 'coingecko', 'Demo keys'],
  ])('of the wrong kind says so: %s', (text, id, words) => {
    const found = recogniseKey(text, known);
    expect(found).toMatchObject({ sure: true, match: { provider: { id } } });
    expect(found.sure && found.match.otherKind).toContain(words);
  });

  it('fills in all fields that its lines name, and the one that fits a bare value', () => {
    const lines = `# Twilio\nTWILIO_ACCOUNT_SID=AC${hex(32)}\nTWILIO_AUTH_TOKEN="invented-token"\n`;
    expect(recogniseKey(lines, known)).toMatchObject({
      sure: true,
      match: { provider: { id: 'twilio' }, values: { sid: `AC${hex(32)}`, token: 'invented-token' } },
    });
    const bare = recogniseKey(`AC${hex(32)}`, known);
    expect(bare.sure && bare.match.values).toEqual({ sid: `AC${hex(32)}` });
  });

  it('is never a guess for a bare sk-, even if one provider alone has such keys', () => {
    const [deepseek] = known.filter(({ id }) => id === 'deepseek');
    expect(recogniseKey(`sk-${hex(32)}`, [deepseek ?? template])).toMatchObject({ sure: false });
    expect(recogniseOther(`sk-${hex(32)}`, template, [deepseek ?? template])).toBeNull();
  });

  it.each([
    ['fc-0123456789abcdef', true],
    ['NAME=value1234', true],
    ['export A_KEY="0123456789"', true],
    [hex(32), true],
    ['web scraping', false],
    ['OPENROUTER_API_KEY', false],
    ['OPENROUTER_API_KEY=', false],
    ['exchangerate-api', false],
    ['https://api.example.com/v1/keys', false],
    ['the 16 best providers of 2026', false],
    ['', false],
  ])('is told from words to search for: %s', (text, expected) => {
    expect(looksLikeKey(text)).toBe(expected);
  });

  it('is taken out of its assignment for a field that has the variable', () => {
    const [field] = twilio.credentialFields;
    if (field === undefined) throw new Error('Twilio has fields.');
    expect(valueFor(field, 'TWILIO_ACCOUNT_SID=AC1')).toBe('AC1');
    expect(valueFor(field, 'OTHER=AC1')).toBe('OTHER=AC1');
    expect(pastedValue('export A="b"')).toBe('b');
  });

  it('is of the right kind where its own pattern fits, whatever else it begins with', () => {
    const [field] = one('x', [], '^sk-admin-', { 'sk-': 'No.' }).credentialFields;
    if (field === undefined) throw new Error('It has a field.');
    expect(otherKindOf(field, ' sk-admin-1 ')).toBeNull();
    expect(otherKindOf(field, 'sk-1')).toBe('No.');
  });

  it('of every provider that ships is never taken for another’s', () => {
    for (const { id, credentialFields } of shipped)
      for (const { pattern } of credentialFields) {
        const begins = pattern === null ? '' : literalPrefix(pattern);
        if (begins === '') continue;
        const found = recogniseKey(`${begins}0123456789abcdef0123456789abcdef`, shipped);
        if (found.sure) expect([id, found.match.provider.id]).toEqual([id, id]);
      }
    for (const { id, credentialFields } of shipped)
      for (const { environment } of credentialFields)
        for (const name of environment) {
          const found = recogniseKey(`${name}=0123456789abcdef0123456789abcdef`, shipped);
          const ids = found.sure
            ? [found.match.provider.id]
            : found.matches.map(({ provider }) => provider.id);
          expect(ids, name).toContain(id);
        }
    expect(recogniseKey('CAP-0123456789ABCDEF', shipped)).toMatchObject({
      sure: true,
      match: { provider: findProvider('capsolver') },
    });
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
