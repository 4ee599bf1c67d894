import { describe, expect, it } from 'vitest';
import { endpointsFromEnvironment } from '../../../main/engine/network/endpoints.ts';

describe('endpointsFromEnvironment', () => {
  it('takes loopback origins by provider', () => {
    const env = { FUELGAUGE_ENDPOINT_A_B: 'http://127.0.0.1:4100/', FUELGAUGE_ENDPOINT_C: ' ', OTHER: 'x' };
    expect(endpointsFromEnvironment(env)).toEqual({
      ok: true,
      value: { 'a-b': 'http://127.0.0.1:4100' },
    });
  });
  it.each([
    'https://127.0.0.1:1',
    'http://192.168.0.1:1',
    'http://127.0.0.1.evil.test',
    'http://u:p@127.0.0.1:1',
    'http://127.0.0.1:1/path',
    'http://127.0.0.1:1?q',
    '127.0.0.1:80',
  ])('refuses %s by the variable’s name', (value) => {
    const result = endpointsFromEnvironment({ FUELGAUGE_ENDPOINT_ACME: value });
    expect(result).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    expect(!result.ok && result.error.message).toContain('FUELGAUGE_ENDPOINT_ACME');
  });
});
