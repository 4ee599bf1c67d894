import { describe, expect, it } from 'vitest';
import { createLinkOpener, linkHosts, mayOpenExternally } from '../../main/desktop/links.ts';
import { isOwnPage } from '../../main/desktop/origin.ts';
import { providers } from '../../main/providers/index.ts';
import { loadRateCard, ratedProviders } from '../../main/providers/rates/index.ts';
import { settle } from '../helpers/clock.ts';

const cards = await Promise.all(ratedProviders.map(loadRateCard));
const hosts = linkHosts(providers, cards);

describe('links that leave the app', () => {
  it('open where the catalogue points: pages, sources of plans, sources of prices', () => {
    const links = providers.flatMap(({ homepage, credentialPage, billingPage, docs, plans }) => [
      ...[homepage, credentialPage, billingPage].filter((page) => page !== null),
      ...[docs, ...plans.map(({ source }) => source)].flatMap((source) => source?.url ?? []),
    ]);
    const prices = cards.flatMap((card) =>
      (card?.generations ?? []).flatMap(({ operations }) => operations.map(({ source }) => source.url)),
    );
    expect(prices.length).toBeGreaterThan(20);
    for (const link of [...links, ...prices]) expect(mayOpenExternally(link, hosts), link).toBe(true);
  });

  it('find a source wherever it stands, and only on https', () => {
    const source = (url: string) => ({ url, readOn: '2026-11' });
    const found = linkHosts(
      [],
      [
        { deep: [{ deeper: { source: source('https://prices.example/list') } }], more: null },
        { source: source('http://plain.example/'), url: 'https://no-source.example/' },
      ],
    );
    expect([...found]).toEqual(['prices.example']);
  });

  it('load what they may open with the first of them, and try again after a failure', async () => {
    const opened: string[] = [];
    let loads = 0;
    const open = createLinkOpener(
      async () => {
        loads += 1;
        if (loads === 1) throw new Error('a file is missing');
        return new Set(['docs.example']);
      },
      (url) => opened.push(url),
    );
    expect(loads).toBe(0);
    open('https://docs.example/1');
    await settle();
    open('https://docs.example/2');
    open('https://other.example/');
    open('https://docs.example/3');
    await settle();
    expect(opened).toEqual(['https://docs.example/2', 'https://docs.example/3']);
    expect(loads).toBe(2);
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
