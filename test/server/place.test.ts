import { afterEach, describe, expect, it } from 'vitest';
import { addressToListenOn, hostName, isOwn, originOf, ownHosts } from '../../main/server/place.ts';
import { startServer } from '../../main/server/server.ts';
import { value } from '../helpers/alert-house.ts';
import { ask, type House, openHouse, signIn } from './helpers.ts';

describe('where a server is reached', () => {
  it.each([
    [{ port: 80 }, 'http://127.0.0.1:80', ['127.0.0.1', 'localhost']],
    [{ port: 9, address: '0.0.0.0' }, 'http://127.0.0.1:9', ['127.0.0.1:9', 'localhost:9']],
    [
      { port: 9, address: '192.168.1.5' },
      'http://192.168.1.5:9',
      ['127.0.0.1:9', 'localhost:9', '192.168.1.5:9'],
    ],
    [{ port: 9, address: 'fd00::1' }, 'http://[fd00::1]:9', ['127.0.0.1:9', 'localhost:9', '[fd00::1]:9']],
    [
      { port: 9, names: ['fuel.example.com', 'other.example:8443'] },
      'http://127.0.0.1:9',
      ['127.0.0.1:9', 'localhost:9', 'fuel.example.com:9', 'fuel.example.com', 'other.example:8443'],
    ],
  ])('%o', (place, origin, hosts) => {
    expect(originOf(place)).toBe(origin);
    expect([...ownHosts(place)]).toEqual(hosts);
  });

  it('is an address of this computer', () => {
    expect(
      ['0.0.0.0', 'localhost', '[::1]', 'example.com', '', '127.1', '1.2.3'].map(addressToListenOn),
    ).toEqual(['0.0.0.0', '127.0.0.1', '::1', null, null, null, null]);
    expect(['127.0.0.1', '127.8.9.1', '::1', '0.0.0.0', '::', '10.0.0.1'].map(isOwn)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('is a name as the Host header has it', () => {
    expect(['Fuel.Example.com', 'fuel:8443'].map(hostName)).toEqual(['fuel.example.com', 'fuel:8443']);
    for (const wrong of [
      '',
      'https://fuel',
      'fuel/x',
      'a b',
      'fuel:99999',
      '*',
      'user@fuel',
      'fuel?x',
      'ümlaut.de',
    ])
      expect(hostName(wrong), wrong).toBeNull();
  });
});

describe('behind a proxy with TLS', () => {
  let house: House;
  let close: () => Promise<void>;
  afterEach(async () => {
    await close();
    await house.close();
  });

  it('answers to its name, pages and scripts, and to no other', async () => {
    house = openHouse();
    const server = value(
      await startServer({
        home: `${house.folder}/home`,
        context: { engine: () => house.engine, demo: null },
        live: house.engine,
        shown: () => house.engine,
        rendererDir: house.rendererDir,
        port: 0,
        names: ['fuel.example.com'],
        log: house.log,
      }),
    );
    close = server.close;
    const { session } = await signIn(server.address);
    const { token } = value(await house.engine.makeToken({ kind: 'read' }));
    const pause = (headers: Record<string, string>) =>
      ask(server.origin, '/trpc/setPreferences', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-fuelgauge-session': session, ...headers },
        body: '{}',
      });
    const host = 'fuel.example.com';
    expect((await pause({ host, origin: `https://${host}` })).status).toBe(200);
    const refused = [
      { host, origin: 'https://evil.example' },
      { host: new URL(server.origin).host, origin: server.origin.replace('http:', 'https:') },
    ];
    for (const headers of refused) expect((await pause(headers)).status).toBe(403);
    const status = (name: string) =>
      ask(server.origin, '/v1/status', { headers: { host: name, authorization: `Bearer ${token}` } });
    expect((await status(host)).status).toBe(200);
    expect((await status(`www.${host}`)).status).toBe(421);
  });
});
