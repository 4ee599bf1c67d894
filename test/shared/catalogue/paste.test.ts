import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers } from '../../../main/providers/index.ts';
import { type Finding, mostValues, readPaste, recognisePaste } from '../../../shared/catalogue/paste.ts';

// All keys are invented.

const hex = (length: number, seed = 0) =>
  Array.from({ length }, (_, at) => '0123456789abcdef'[(at * 7 + seed * 5 + (at >> 2)) % 16]).join('');
const key = hex(32);

const read = (text: string) => readPaste(text).map(({ name, value }) => [name, value]);

describe('a pasted text', () => {
  it.each<[string, [string | null, string][]]>([
    [key, [[null, key]]],
    [`  "${key}"  `, [[null, key]]],
    [`SCRAPERAPI_KEY=${key}`, [['SCRAPERAPI_KEY', key]]],
    [`export SCRAPERAPI_KEY="${key}"`, [['SCRAPERAPI_KEY', key]]],
    [`const SCRAPERAPI_KEY = '${key}';`, [['SCRAPERAPI_KEY', key]]],
    [`'SCRAPERAPI_KEY' => '${key}',`, [['SCRAPERAPI_KEY', key]]],
    [`SCRAPERAPI_KEY=“${key}”`, [['SCRAPERAPI_KEY', key]]],
    [`export SCRAPERAPI_KEY='${key}';`, [['SCRAPERAPI_KEY', key]]],
    [`SCRAPERAPI_KEY = ${key} # of the team`, [['SCRAPERAPI_KEY', key]]],
    [`SCRAPERAPI_KEY="${key}" # of the team`, [['SCRAPERAPI_KEY', key]]],
    ['PASSWORD_OF=abc#def', [['PASSWORD_OF', 'abc#def']]],
    [`set SCRAPERAPI_KEY=${key}`, [['SCRAPERAPI_KEY', key]]],
    [`set "SCRAPERAPI_KEY=${key}"`, [['SCRAPERAPI_KEY', key]]],
    [`setx SCRAPERAPI_KEY "${key}"`, [['SCRAPERAPI_KEY', key]]],
    [`setx SCRAPERAPI_KEY ${key}`, [['SCRAPERAPI_KEY', key]]],
    [`set -gx SCRAPERAPI_KEY ${key}`, [['SCRAPERAPI_KEY', key]]],
    [`$env:SCRAPERAPI_KEY = "${key}"`, [['SCRAPERAPI_KEY', key]]],
    [`  - SCRAPERAPI_KEY=${key}`, [['SCRAPERAPI_KEY', key]]],
    [`environment:\n  SCRAPERAPI_KEY: '${key}'`, [['SCRAPERAPI_KEY', key]]],
    [`scraperapi_key: ${key}`, [['scraperapi_key', key]]],
    [`"SCRAPERAPI_KEY": "${key}",`, [['SCRAPERAPI_KEY', key]]],
    [`Bearer ${key}`, [[null, key]]],
    [`Authorization: Bearer ${key}`, [['Authorization', key]]],
    [`Authorization: Key ${key}`, [['Authorization', key]]],
    [`X-API-Key: ${key}`, [['X-API-Key', key]]],
    [`AUTH="Bearer ${key}"`, [['AUTH', key]]],
    [`https://api.example.com/v1?page=2&api_key=${key}&x=1`, [[null, key]]],
    [`ADDRESS=https://api.example.com/v1?apikey=${key}`, [['ADDRESS', key]]],
    ['https://api.example.com/v1?page=12345678', [[null, 'https://api.example.com/v1?page=12345678']]],
    [`{"SCRAPERAPI_KEY":"${key}"}`, [['SCRAPERAPI_KEY', key]]],
    [`{"env":{"SCRAPERAPI_KEY":"${key}"}}`, [['SCRAPERAPI_KEY', key]]],
    [`{"scraperapi":{"key":"${key}"},"on":true}`, [['scraperapi_key', key]]],
    [
      `["${key}",{"A_KEY":"b"}]`,
      [
        [null, key],
        ['A_KEY', 'b'],
      ],
    ],
    [`[{"name":"SCRAPERAPI_KEY","value":"${key}"}]`, [['SCRAPERAPI_KEY', key]]],
    [
      `${key} ${hex(32, 1)}`,
      [
        [null, key],
        [null, hex(32, 1)],
      ],
    ],
    ['some words', [[null, 'some words']]],
    ['# nothing\n\n[section]\n---\n}', []],
    ['', []],
    [
      `\uFEFFA_KEY=${key}\r\nB_KEY=b\r\n`,
      [
        ['A_KEY', key],
        ['B_KEY', 'b'],
      ],
    ],
    [
      'A_KEY=\nB_KEY=""\nC_KEY= # later',
      [
        ['A_KEY', ''],
        ['B_KEY', ''],
        ['C_KEY', ''],
      ],
    ],
    [
      'A_KEY="unclosed\nB_KEY="b"',
      [
        ['A_KEY', 'unclosed'],
        ['B_KEY', 'b'],
      ],
    ],
    [
      'A_KEY="one\ntwo"\nB_KEY=b',
      [
        ['A_KEY', 'one\ntwo'],
        ['B_KEY', 'b'],
      ],
    ],
    ['A_KEY="one\\ntwo"', [['A_KEY', 'one\ntwo']]],
    ['bm90IGEga2V5IGF0IGFsbA==', [[null, 'bm90IGEga2V5IGF0IGFsbA==']]],
    ['bm90IGEga2V5IGF0IGFsbDE=', [[null, 'bm90IGEga2V5IGF0IGFsbDE=']]],
    [
      `-----BEGIN PRIVATE KEY-----\nabc=\n-----END PRIVATE KEY-----\nA_KEY=a`,
      [
        [null, '-----BEGIN PRIVATE KEY-----\nabc=\n-----END PRIVATE KEY-----'],
        ['A_KEY', 'a'],
      ],
    ],
    [`curl "https://api.example.com/v1" -H "Authorization: Bearer ${key}"`, [['Authorization', key]]],
    [
      `curl https://api.example.com/v1 \\\n  --header 'x-api-key: ${key}' \\\n  -H 'Accept: text/html'`,
      [['x-api-key', key]],
    ],
    [`curl 'https://api.example.com/?token=${key}'`, [[null, key]]],
    [`curl https://api.example.com -u ${key}:`, [[null, key]]],
    [`curl https://api.example.com -d '{"clientKey":"${key}","task":"x"}'`, [['clientKey', key]]],
    [
      `cloudinary://123456789012345:${key}@demo`,
      [
        ['CLOUDINARY_CLOUD_NAME', 'demo'],
        ['CLOUDINARY_API_KEY', '123456789012345'],
        ['CLOUDINARY_API_SECRET', key],
      ],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    [key, null],
    [`SCRAPERAPI_KEY=${key}`, 'Took the value of SCRAPERAPI_KEY'],
    [`SCRAPERAPI_KEY="${key}"`, 'Took the value of SCRAPERAPI_KEY without its quotes'],
    [`'${key}'`, 'Took off its quotes'],
    [`Bearer ${key}`, 'Took off “Bearer”'],
    [`\u200B${key.slice(0, 9)}\u200B${key.slice(9)}`, 'Took off invisible characters'],
    [
      `A_KEY="Bearer ${key}\u200B"`,
      'Took the value of A_KEY without its quotes, invisible characters and “Bearer”',
    ],
    [`\u200B${key}`, 'Took off invisible characters'],
    [`${key}\u2060\n`, 'Took off invisible characters'],
    [`\u200BA_KEY=${key}`, 'Took the value of A_KEY without invisible characters'],
    [`https://api.example.com/?api_key=${key}`, 'Took api_key of the address'],
    [`A_URL=https://api.example.com/?key=${key}`, 'Took key of the address in A_URL'],
    [`CLOUDINARY_URL=cloudinary://123456789012345:${key}@demo`, 'Took the parts of CLOUDINARY_URL'],
  ])('says what was taken off: %s', (text, took) => {
    expect(readPaste(text)[0]?.took).toBe(took);
    expect(readPaste(text).at(-1)?.value).toBe(key);
  });

  it('keeps the number of each line', () => {
    const text = `# keys\nA_KEY=a\n\nB_KEY="one\ntwo"\nC_KEY=c`;
    expect(readPaste(text).map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(readPaste(`{\n "A_KEY": "a1",\n "B_KEY": "b1"\n}`).map(({ line }) => line)).toEqual([2, 3]);
    expect(readPaste(`[\n"same1",\n\n"same1"\n]`).map(({ line }) => line)).toEqual([2, 4]);
  });

  it.each([
    ['lines', 'some words\n'.repeat(90_000)],
    ['assignments', Array.from({ length: 10_000 }, (_, at) => `A_${at}=${at}`).join('\n')],
    ['members', JSON.stringify(Array.from({ length: 90_000 }, (_, at) => `${at}`))],
    ['numbers that JSON writes otherwise', `[${'1e5,'.repeat(90_000)}1]`],
  ])('of too many %s, tells that they are too many', (_, text) => {
    expect(readPaste(text)).toHaveLength(mostValues + 1);
  });

  it('finds a key in JSON however people nest it', () => {
    const nested = (depth: number): unknown => (depth === 0 ? { A_KEY: key } : { in: [nested(depth - 1)] });
    expect(read(JSON.stringify(nested(12)))).toEqual([['A_KEY', key]]);
    expect(read(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toEqual([]);
  });

  it('is read at once, however long it is', () => {
    const many = 200_000;
    for (const text of [' ', '"', "'", '=', '{', 'A_B=', 'your-', '\n"', '\n- ', "\nA='", 'curl ', '\\\n'])
      recognisePaste(`A_KEY=x${text.repeat(many / text.length)}y`, providers);
    recognisePaste(`{"A_KEY":"${'your-'.repeat(many)}"}`, providers);
    recognisePaste(`${'['.repeat(5000)}${']'.repeat(5000)}`, providers);
  });

  it('never fails, and gives back every assigned value', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9]{0,5}_[A-Z0-9]{1,6}$/);
    const value = fc.stringMatching(/^[a-z0-9]{1,20}$/);
    const quoted = fc.constantFrom(
      (text: string) => text,
      (text: string) => `"${text}"`,
      (text: string) => `'${text}'`,
    );
    const pairs = fc.array(fc.tuple(name, value, quoted), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', 'export '),
        (rows, end, start) => {
          const text = rows.map(([of, is, quote]) => `${start}${of}=${quote(is)}`).join(end);
          expect(read(text)).toEqual(rows.map(([of, is]) => [of, is]));
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        (text) => void recognisePaste(text, providers),
      ),
    );
    const signs = fc.constantFrom(
      '"',
      "'",
      '=',
      '\n',
      '{',
      '}',
      ':',
      'A',
      'curl ',
      '\\',
      '`',
      ' ',
      '-H',
      '#',
      '-----BEGIN ',
    );
    fc.assert(
      fc.property(
        fc.array(signs, { maxLength: 40 }),
        (parts) => void recognisePaste(parts.join(''), providers),
      ),
    );
  });
});

/** A finding in short. */
function short(finding: Finding): unknown {
  switch (finding.kind) {
    case 'known':
      return { [finding.provider.id]: finding.values };
    case 'ambiguous':
      return finding.candidates.map(({ provider }) => provider.id);
    case 'unknown':
      return finding.why;
    case 'repeated':
      return finding.of;
  }
}
const found = (text: string) => recognisePaste(text, providers).map(short);

describe('the findings in a pasted text', () => {
  const sid = `AC${hex(32)}`;
  const [empty, pem, long, reference, placeholder] = [
    'It is empty.',
    'It is a certificate or private key in PEM, which no provider here takes.',
    'It has several lines, which no key here has.',
    'It refers to another value. Paste that value itself.',
    'It is a placeholder, not a key.',
  ];

  it.each<[string, unknown[]]>([
    // By the name of the variable, exact, or with a usual prefix or suffix.
    [`SCRAPERAPI_KEY=${key}`, [{ scraperapi: { key } }]],
    [`scraperapi_key=${key}`, [{ scraperapi: { key } }]],
    [`{"scraperapiKey":"${key}"}`, [{ scraperapi: { key } }]],
    [`MY_SCRAPERAPI_KEY=${key}`, [{ scraperapi: { key } }]],
    [`NEXT_PUBLIC_SCRAPERAPI_KEY_PROD=${key}`, [{ scraperapi: { key } }]],
    [`VITE_SERPAPI_KEY_1=${key}`, [{ serpapi: { key } }]],
    [`{"twilio":{"sid":"${sid}","token":"${key}"}}`, [{ twilio: { sid, token: key } }]],
    [`xi-api-key: ${key}`, [{ elevenlabs: { key } }]],
    [`ScraperAPI: ${key}`, [{ scraperapi: { key } }]],
    [`NEW_API_KEY=${key}`, [expect.stringContaining('No provider')]],
    [`OPEN_AI_KEY_PROD=sk-${key}`, [{ openai: { key: `sk-${key}` } }]],
    ['HUNTER=fox', [expect.stringContaining('No provider')]],
    [`OPENAI_API_KEY=sk-${key}`, [{ openai: { key: `sk-${key}` } }]],
    [`- name: SCRAPERAPI_KEY\n  value: ${key}`, [{ scraperapi: { key } }]],
    [`SCRAPERAPI_KEY=${key},SERPAPI_KEY=${key}`, [{ scraperapi: { key } }, { serpapi: { key } }]],
    [`SCRAPERAPI_KEY=${key} # SERPAPI_KEY=${key}`, [{ scraperapi: { key } }]],
    // By the address.
    [`api.scraperapi.com/account?api_key=${key}`, [{ scraperapi: { key } }]],
    [`curl -u ${sid}:${key} https://api.twilio.com/2010-04-01`, [{ twilio: { sid, token: key } }]],
    [`https://api.scraperapi.com/account?api_key=${key}`, [{ scraperapi: { key } }]],
    [`curl https://serpapi.com/account -H 'X-Api-Key: ${key}'`, [{ serpapi: { key } }]],
    // By what the keys begin with.
    [`LLM_KEY=tvly-${key}`, [{ tavily: { key: `tvly-${key}` } }]],
    [`Authorization: Bearer tvly-${key}`, [{ tavily: { key: `tvly-${key}` } }]],
    // Several, which are asked about.
    [`MINIMAX_API_KEY=${key}`, [['minimax-cn', 'minimax']]],
    [`sk-or-v1-${hex(64)}`, [['openrouter-credits', 'openrouter']]],
    [`API_KEY=sk_live_${key}`, [['novita', 'pdfshift']]],
    // A name that says something else is not overruled by what many keys begin with.
    [`STRIPE_SECRET_KEY=sk_live_${key}`, [expect.stringContaining('No provider')]],
    ['USERNAME=ubuntu-developer', [expect.stringContaining('No provider')]],
    [`POSTGRES_PASSWORD=fc-${key}`, [expect.stringContaining('No provider')]],
    [key, ['Nothing in it says whose it is.']],
    ['DATABASE_URL=postgres://me:invented@db/app', [expect.stringContaining('No provider')]],
    // What is no key.
    ['SCRAPERAPI_KEY=', [empty]],
    ['SCRAPERAPI_KEY=""', [empty]],
    ['SCRAPERAPI_KEY=your-key-here', [placeholder]],
    ['SCRAPERAPI_KEY=<your key>', [placeholder]],
    ['SCRAPERAPI_KEY=YOUR_API_KEY', [placeholder]],
    ['SCRAPERAPI_KEY=xxx', [placeholder]],
    ['TAVILY_API_KEY=tvly-xxxxxxxxxxxxxxxx', [placeholder]],
    ['TAVILY_API_KEY=tvly-YOUR_API_KEY', [placeholder]],
    ['SCRAPERAPI_KEY=changeme', [placeholder]],
    ['SCRAPERAPI_KEY=change-me', [placeholder]],
    [`SCRAPERAPI_KEY=\${OTHER}`, [reference]],
    ['SCRAPERAPI_KEY=$OTHER_KEY', [reference]],
    ['SCRAPERAPI_KEY=op://vault/item/key', [reference]],
    ['A="-----BEGIN PRIVATE KEY-----\nMIIabc==\n-----END PRIVATE KEY-----"', [pem]],
    ['SCRAPERAPI_KEY="one\ntwo"', [long]],
    [`SCRAPERAPI_KEY=${'a1'.repeat(3000)}`, ['It is longer than any key.']],
    ['SCRAPERAPI_KEY="two words"', ['It has a space or a character that keys never have.']],
    // Fields that belong together.
    [`TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=${key}`, [{ twilio: { sid, token: key } }]],
    [
      `cloudinary://123456789012345:${key}@demo`,
      [{ cloudinary: { cloud: 'demo', key: '123456789012345', secret: key } }],
    ],
    [
      `OPENROUTER_MANAGEMENT_KEY=sk-or-v1-${hex(64, 1)}\nOPENROUTER_API_KEY=sk-or-v1-${hex(64)}`,
      [{ openrouter: { key: `sk-or-v1-${hex(64)}`, managementKey: `sk-or-v1-${hex(64, 1)}` } }],
    ],
    [
      `OPENROUTER_MANAGEMENT_KEY=sk-or-v1-${hex(64)}`,
      [{ 'openrouter-credits': { key: `sk-or-v1-${hex(64)}` } }],
    ],
    // Two keys of one provider are two accounts; the same key twice is one.
    [
      `SERPER_API_KEY=${key}\nSERPER_API_KEY_PROD=${hex(32, 1)}`,
      [{ serper: { key } }, { serper: { key: hex(32, 1) } }],
    ],
    [`SERPER_API_KEY=${key}\nexport SERPER_API_KEY="${key}"`, [{ serper: { key } }, 0]],
    [`SERPER_API_KEY=${key}\nSEARCH_THING=${key}`, [{ serper: { key } }, 0]],
    [`MINIMAX_API_KEY=${key}\nMINIMAX_API_KEY_DEV=${key}`, [['minimax-cn', 'minimax'], 0]],
    [
      `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=${key}\nTWILIO_ACCOUNT_SID_DEV=${sid}\nTWILIO_AUTH_TOKEN_DEV=${hex(32, 1)}`,
      [{ twilio: { sid, token: key } }, { twilio: { sid, token: hex(32, 1) } }],
    ],
    [
      `CLOUDINARY_URL=cloudinary://123456789012345:${key}@demo\nCLOUDINARY_CLOUD_NAME=demo`,
      [{ cloudinary: { cloud: 'demo', key: '123456789012345', secret: key } }, 0],
    ],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('say which names and lines, what was taken off, what is missing, and which of several', () => {
    const [twilio] = recognisePaste(`# x\nTWILIO_ACCOUNT_SID_PROD="${sid}"`, providers);
    expect(twilio).toMatchObject({
      kind: 'known',
      names: ['TWILIO_ACCOUNT_SID_PROD'],
      lines: [2],
      took: ['Took the value of TWILIO_ACCOUNT_SID_PROD without its quotes'],
      missing: [{ id: 'token' }],
      rest: 'PROD',
    });
    const [wrong] = recognisePaste(`OPENAI_API_KEY=sk-proj-${key}${key}`, providers);
    expect(wrong).toMatchObject({ kind: 'known', provider: { id: 'openai' } });
    expect(wrong?.kind === 'known' && wrong.otherKind).toContain('admin key');
  });

  it.each([
    [`OPENAI_API_KEY=sk-or-v1-${key}${key}`, ['openai', 'openrouter', 'openrouter-credits']],
    [`SCRAPERAPI_KEY=tvly-${key}`, ['scraperapi', 'tavily']],
    [`SERPAPI_API_KEY_PROD=sk-ant-admin01-${key}`, ['anthropic', 'serpapi']],
  ])('ask where the name and the key say different things: %s', (text, ids) => {
    const [found, ...others] = recognisePaste(text, providers);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ kind: 'ambiguous' });
    const candidates = found?.kind === 'ambiguous' ? found.candidates : [];
    expect(candidates.map(({ provider }) => provider.id).sort()).toEqual(ids);
    expect(candidates.flatMap(({ values }) => Object.values(values))).toEqual(
      candidates.map(() => text.split('=')[1]),
    );
  });

  it('name every provider that ships by each of its variables', () => {
    for (const provider of providers)
      for (const field of provider.credentialFields)
        for (const name of field.environment) {
          const [finding] = recognisePaste(`export ${name}="${key}"`, providers);
          const ids =
            finding?.kind === 'known'
              ? [finding.provider.id]
              : finding?.kind === 'ambiguous'
                ? finding.candidates.map((one) => one.provider.id)
                : [];
          const shared = providers.filter((one) =>
            one.credentialFields.some(({ environment }) => environment.includes(name)),
          );
          expect(
            shared.map(({ id }) => id),
            name,
          ).toEqual(expect.arrayContaining(ids));
          expect(ids.length, name).toBeGreaterThan(0);
        }
  });
});
