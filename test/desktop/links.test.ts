import { describe, expect, it } from 'vitest';
import { linkHosts, mayOpenExternally } from '../../main/desktop/links.ts';
import { isOwnPage } from '../../main/desktop/origin.ts';
import { providers } from '../../main/providers/index.ts';

const hosts = linkHosts(providers);

describe('links that leave the app', () => {
  it('open where the catalogue points', () => {
    for (const { homepage, docs } of providers)
      for (const link of [homepage, docs.url]) expect(mayOpenExternally(link, hosts)).toBe(true);
  });

  it('open nowhere else', () => {
    const [host = ''] = hosts;
    for (const link of [
      'https://example.com/',
      `http://${host}/`,
      `https://${host}:8443/`,
      `https://user@${host}/`,
      `https://${host}.example.com/`,
      'file:///etc/passwd',
      'javascript:alert(1)',
      'not a link',
    ])
      expect(mayOpenExternally(link, hosts)).toBe(false);
  });
});

describe('our own pages', () => {
  it('are those of the app’s scheme and host alone', () => {
    expect(isOwnPage('app://fuelgauge/index.html#/account/a1')).toBe(true);
    for (const url of ['app://fuelgauge.example/', 'app://other/', 'https://fuelgauge/', 'app://fuelgaugex'])
      expect(isOwnPage(url)).toBe(false);
  });
});
