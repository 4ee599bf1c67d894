import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, redact, redactAll } from '../../shared/redact.ts';

describe('redact', () => {
  it('finds a secret in hex, in HTML, and truncated', () => {
    const secret = 'sk-or-v1-a&b-0123456789abcdef';
    const hex = Buffer.from(secret).toString('hex');
    const written = [
      hex,
      hex.toUpperCase(),
      'sk-or-v1-a&amp;b-0123456789abcdef',
      Buffer.from(secret).toString('base64url'),
    ];
    for (const form of written) expect(redact(`<${form}>`, [secret])).toBe('<••••>');
    for (const cut of ['sk-or-v1-a&b-012', 'sk-or-v1-a&b-0123456789abc', '&b-0123456789abcdef'])
      expect(redact(`it was ${cut}, twice: ${cut}`, [secret])).toBe('it was ••••, twice: ••••');
    expect(redact('keys begin with sk-or-v1-', [secret])).toBe('keys begin with sk-or-v1-');
  });

  it('reaches every text of a value', () => {
    expect(
      redactAll({ a: ['x key-12345678', 1], b: { c: null, d: 'key-12345678' } }, ['key-12345678']),
    ).toEqual({
      a: ['x ••••', 1],
      b: { c: null, d: '••••' },
    });
  });

  it('removes a secret however it is written, and keeps the rest', () => {
    const secret = 'a+b/c "d"é-invented-1';
    const basic = Buffer.from(`${secret}:`).toString('base64');
    const written = [
      secret,
      encodeURIComponent(secret),
      JSON.stringify(secret).slice(1, -1),
      btoa('x'),
      basic,
    ];
    expect(redact(`before ${written.join(' | ')} after`, [secret])).toBe(
      `before •••• | •••• | •••• | ${btoa('x')} | •••• after`,
    );
    expect(redact('pin 12 and 123', ['12', '123', ''])).toBe('pin •••• and ••••');
  });

  it('leaves no trace of any secret in any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, secret, after) => {
        fc.pre(!'••••'.includes(secret));
        const text = redact(`${before}${secret}${encodeURIComponent(secret)}${after}`, [secret]);
        expect(
          text
            .replaceAll('••••', '\0')
            .split('\0')
            .some((part) => part.includes(secret)),
        ).toBe(secret === '\0' ? expect.any(Boolean) : false);
      }),
    );
  });

  const secret = 'spd_Invented/key+7f3a_9C21';
  const entities = (base: number, before: string) =>
    Array.from(secret, (sign) => `&#${before}${sign.codePointAt(0)?.toString(base)};`).join('');
  const hex = Buffer.from(secret).toString('hex');
  const shifted = (by: number) => Buffer.from(`${'x'.repeat(by)}${secret}yz`);
  it.each([
    ['backwards', [...secret].reverse().join('')],
    ['in lower case', secret.toLowerCase()],
    ['in upper case', secret.toUpperCase()],
    ['in hex with spaces', hex.replaceAll(/(..)/g, '$1 ').trim()],
    ['in hex with colons', hex.toUpperCase().replaceAll(/(..)(?=.)/g, '$1:')],
    ['in hex with 0x', hex.replaceAll(/(..)/g, '0x$1,')],
    ['in hex with \\x', hex.replaceAll(/(..)/g, '\\x$1')],
    ['in hex, half of it', hex.slice(9, 31)],
    ['in hex, backwards', [...hex].reverse().join('')],
    ['in decimal entities', entities(10, '')],
    ['in hex entities', entities(16, 'x')],
    [
      'in named entities',
      secret.replaceAll('_', '&lowbar;').replaceAll('/', '&sol;').replaceAll('+', '&plus;'),
    ],
    ['in base64, shifted by one', shifted(1).toString('base64')],
    ['in base64, shifted by two', shifted(2).toString('base64')],
    ['in url-safe base64', shifted(4).toString('base64url')],
    ['in base64, backwards', Buffer.from([...secret].reverse().join('')).toString('base64')],
    ['in JSON escapes', Array.from(secret, (sign) => `\\u00${sign.codePointAt(0)?.toString(16)}`).join('')],
    ['percent by percent', hex.replaceAll(/(..)/g, '%$1')],
    ['percent by percent, twice', encodeURIComponent(hex.toUpperCase().replaceAll(/(..)/g, '%$1'))],
  ])('removes a secret that is spelled %s', (_, spelled) => {
    const text = redact(`The key ${spelled} is wrong.`, [secret, 'another-invented-key-0']);
    expect(text).toMatch(/^(The key (••••[^\w]*)+ is wrong\.|••••)$/);
    const line = redact(JSON.stringify({ message: `no “${spelled}”`, pid: 1 }), [secret]);
    expect(line === '••••' || JSON.parse(line).pid === 1, line).toBe(true);
    expect(line).toContain('••••');
  });
  it('leaves ordinary texts alone', () => {
    const texts = [
      'You have exhausted the API Credits available in this monthly cycle.',
      'Invalid token; see https://docs.example.com/errors?code=1%20 &amp; "path\\to".',
      'id 3f2504e0-4f89-11d3-9a0c-0305e82c3301, 2026-11-28T02:39:54Z, 0000000000000000',
      'spd_ keys only',
      JSON.stringify({ level: 40, event: 'no reading', pid: 123456789012, at: '2026-11-28T02:39:54.123Z' }),
    ];
    for (const text of texts) expect(redact(text, [secret])).toBe(text);
  });
  it('knows thousands of secrets as well as one', () => {
    const known = createRedactor();
    const all = Array.from(
      { length: 2000 },
      (_, n) => `sk-shared-prefix-${(n * 7919 + 1e9).toString(36)}-${n}-x`,
    );
    for (const one of all) known.add(one);
    for (const n of [0, 999, 1999]) {
      const one = all[n] ?? '';
      expect(known.redact(`was ${one}, and ${Buffer.from(one).toString('hex')}.`)).toBe(
        'was ••••, and ••••.',
      );
    }
    expect(known.redact('keys begin with sk-shared-prefix-')).toBe('keys begin with sk-shared-prefix-');
  });
});
