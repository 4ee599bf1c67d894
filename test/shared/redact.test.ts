import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactAll } from '../../shared/redact.ts';

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
});
