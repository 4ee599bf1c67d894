import { describe, expect, it } from 'vitest';
import { enteredHosts, nearAddresses, plainEnteredHosts } from '../../main/providers/contract/credential.ts';
import {
  apiKey,
  basic,
  bearer,
  defineProvider,
  fields,
  form,
  get,
  header,
  json,
  numeric,
  pick,
  post,
  query,
  z,
} from '../../main/providers/contract/index.ts';
import { hostOfAddress } from '../../shared/address.ts';
import { about, answering, json as jsonAnswer } from './invented.ts';

const key = apiKey({ env: ['ACME_API_KEY'], prefix: 'ac.', hint: 'Any key.' });
const pair = fields({
  sid: { label: 'Account SID', env: ['ACME_SID'], hint: 'The number of the account.', secret: false },
  token: { label: 'Token', env: ['ACME_TOKEN'], hint: 'Its token.' },
});
const server = fields({
  base: { label: 'Address', env: ['ACME_URL'], hint: 'Where your server is.', address: true },
  key: { label: 'API key', env: ['ACME_KEY'], hint: 'Any key.' },
});
const body = {
  response: z.object({ left: numeric }),
  reading: ({ left }: { left: number }) => ({ remaining: left }),
};

describe('a request', () => {
  it.each([
    ['bearer', bearer(), { headers: { authorization: 'Bearer k/1' } }],
    [
      'a header with a word',
      header('Authorization', { prefix: 'Token ' }),
      { headers: { authorization: 'Token k/1' } },
    ],
    ['the query', query('api_key'), { query: { v: '1', api_key: 'k/1' } }],
    ['JSON', json('clientKey'), { json: { clientKey: 'k/1' } }],
    ['a form', form('key'), { form: { key: 'k/1' } }],
    [
      'basic, without a password',
      basic({ user: 'key' }),
      { headers: { authorization: `Basic ${btoa('k/1:')}` } },
    ],
    [
      'two at once',
      [bearer(), query('k')],
      { headers: { authorization: 'Bearer k/1' }, query: { v: '1', k: 'k/1' } },
    ],
  ])('is signed by %s', (_, signature, parts) => {
    const made = post('https://api.acme.example/v1/left?v=1', signature).make({ key: 'k/1' });
    expect(made).toEqual({
      ok: true,
      value: { method: 'POST', host: 'api.acme.example', path: '/v1/left', query: { v: '1' }, ...parts },
    });
  });

  it('has what is fixed beside what signs it', () => {
    const made = post('https://a.example/graphql', json('key'), {
      json: { query: '{ me }' },
      headers: { 'x-v': '2' },
    });
    expect(made.make({ key: 'k' })).toMatchObject({
      value: { json: { query: '{ me }', key: 'k' }, headers: { 'x-v': '2' } },
    });
  });

  it('fills fields into path and query, where they cannot lead elsewhere', () => {
    const made = get(
      'https://a.example/Accounts/{sid}/Balance?of={token}',
      basic({ user: 'sid', password: 'token' }),
    );
    expect(made.make({ sid: '../x', token: 'a&b' })).toMatchObject({
      value: {
        path: '/Accounts/..%2Fx/Balance',
        query: { of: 'a&b' },
        headers: { authorization: `Basic ${btoa('../x:a&b')}` },
      },
    });
  });

  it('takes one name of the host from the credential', () => {
    const made = get('https://{sid}.api.acme.example/left');
    expect(made.hosts).toEqual(['*.api.acme.example']);
    expect(made.make({ sid: 'eu-1' })).toMatchObject({ value: { host: 'eu-1.api.acme.example' } });
    for (const sid of ['evil.example/', 'a.b', '', 'x@y'])
      expect(made.make({ sid })).toMatchObject({ ok: false, error: { kind: 'bad-credential' } });
  });

  it('picks the host by the credential', () => {
    const provider = defineProvider({
      ...about,
      credential: key,
      request: pick('key', (value) => (value.endsWith(':fx') ? 'free' : 'pro'), {
        free: get('https://free.acme.example/left', bearer()),
        pro: get('https://acme.example/left', bearer()),
      }),
      ...body,
    });
    expect(provider.hosts).toEqual(['free.acme.example', 'acme.example']);
    expect(provider.evidence?.endpoints).toEqual(['GET free.acme.example/left', 'GET acme.example/left']);
  });
  it('is not made for a credential that belongs nowhere', () => {
    const region = pick('region', (value) => (value === 'eu' ? 'eu' : null), {
      eu: get('https://eu.acme.example/left'),
    });
    expect(region.make({ region: 'mars' })).toMatchObject({ ok: false, error: { kind: 'bad-credential' } });
  });

  it('goes to the address that was entered', async () => {
    const provider = defineProvider({
      ...about,
      credential: server,
      request: get('{base}/api/left', bearer()),
      ...body,
    });
    expect(provider.hosts).toEqual([]);
    const credential = { base: 'https://relay.example:8443/team/v1/', key: 'k' };
    const { ctx, asked } = answering(credential, jsonAnswer({ left: 5 }));
    expect(await provider.read(ctx)).toMatchObject({ ok: true, value: { pools: [{ remaining: 5 }] } });
    expect(asked).toMatchObject([{ host: 'relay.example:8443', path: '/team/api/left' }]);
    expect(enteredHosts(provider.credentialFields, credential)).toEqual(['relay.example:8443']);
  });
  it('takes a host alone for https, as portals show it', async () => {
    const provider = defineProvider({
      ...about,
      credential: server,
      request: get('{base}/left', bearer()),
      ...body,
    });
    const { ctx, asked } = answering({ base: 'x1.relay.example/team', key: 'k' }, jsonAnswer({ left: 5 }));
    expect(await provider.read(ctx)).toMatchObject({ ok: true });
    expect(asked).toMatchObject([{ host: 'x1.relay.example', path: '/team/left' }]);
  });
  it('may go to a server on this computer, without https', async () => {
    for (const base of ['http://localhost:3000', 'http://127.0.0.1:4000/', 'http://[::1]:3000/v1'])
      expect(hostOfAddress(base)).toMatchObject({ ok: true, value: new URL(base).host });
  });
  it.each([
    ['http://10.1.2.3:4000', ['10.1.2.3:4000']],
    ['https://10.1.2.3', []],
    ['10.1.2.3', []],
    ['http://192.168.1.4/team', ['192.168.1.4']],
    ['https://nas.local', []],
    ['http://[fd12::7]:4000', ['[fd12::7]:4000']],
  ])('may go to %s in your own network, if you agree', async (base, plain) => {
    const host = hostOfAddress(base);
    if (!host.ok) throw new Error(host.error);
    const provider = defineProvider({
      ...about,
      credential: server,
      request: get('{base}/left', bearer()),
      ...body,
    });
    const entered = { base, key: 'k' };
    expect(nearAddresses(provider.credentialFields, entered).map((each) => each.host)).toEqual([host.value]);
    expect(plainEnteredHosts(provider.credentialFields, entered)).toEqual(plain);
    const { ctx, asked } = answering(entered, jsonAnswer({ left: 5 }));
    expect(await provider.read(ctx)).toMatchObject({ ok: true });
    expect(asked).toMatchObject([{ host: host.value }]);
    const own = { ...entered, base: 'http://localhost:4000' };
    expect(nearAddresses(provider.credentialFields, own)).toEqual([]);
  });
  it.each([
    'http://relay.example',
    'http://127.0.0.1.nip.io',
    'http://localhost.example',
    'relay',
    'https://u:p@relay.example',
    'https://relay.example/?q',
    'https://169.254.169.254',
    'http://169.254.169.254',
    'http://2852039166',
    'http://100.100.100.200',
    'http://168.63.129.16',
    'http://[fe80::1]',
    'http://[fd00:ec2::254]',
    'http://[::ffff:169.254.169.254]',
    'http://[64:ff9b::169.254.169.254]',
    'http://[2002:a9fe:a9fe::1]',
    'http://metadata.google.internal',
  ])('does not go to %s', async (base) => {
    expect(hostOfAddress(base).ok).toBe(false);
    const provider = defineProvider({
      ...about,
      credential: server,
      request: get('{base}/left', bearer()),
      ...body,
    });
    const { ctx, asked } = answering({ base, key: 'k' });
    expect(await provider.read(ctx)).toMatchObject({ ok: false, error: { kind: 'bad-credential' } });
    expect(asked).toEqual([]);
  });

  it('does not compile without https, or signed with a field that the credential lacks', () => {
    // @ts-expect-error http
    get('http://api.acme.example/left');
    // @ts-expect-error an address alone
    get('api.acme.example/left');
    // @ts-expect-error no field “key”
    defineProvider({ ...about, credential: pair, request: get('https://a.example/', bearer()), ...body });
    const account = get('https://a.example/{account}', bearer('token'));
    // @ts-expect-error no field “account”
    defineProvider({ ...about, credential: pair, request: account, ...body });
    defineProvider({
      ...about,
      credential: pair,
      request: get('https://a.example/{sid}', bearer('token')),
      ...body,
    });
  });
});

describe('a description', () => {
  it('needs little to be whole', () => {
    const provider = defineProvider({
      ...about,
      credential: key,
      request: get('https://a.example/left', bearer()),
      ...body,
    });
    expect(provider).toMatchObject({
      mark: 'Ac',
      hosts: ['a.example'],
      credentialFields: [
        { id: 'key', label: 'API key', secret: true, pattern: '^ac\\.', environment: ['ACME_API_KEY'] },
      ],
      refresh: { usualMs: 300_000, automaticMs: 60_000, shortestMs: 1000 },
      checkCost: 0,
      unit: { kind: 'credits' },
      balance: 'reported',
      topupLifetimeMonths: null,
      plans: [],
    });
  });
  it.each([
    ['ScraperAPI', 'SA'],
    ['Bright Data', 'BD'],
    ['Crustdata', 'Cr'],
    ['fal.ai', 'Fa'],
  ])('marks %s as %s', (name, mark) => {
    const provider = defineProvider({
      ...about,
      name,
      credential: key,
      request: get('https://a.example/'),
      ...body,
    });
    expect(provider.mark.toLowerCase()).toBe(mark.toLowerCase());
  });
});
