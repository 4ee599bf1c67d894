import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings } from '../../main/engine/store/settings.ts';
import { minuteMs } from '../../shared/time/index.ts';
import { value } from '../helpers/alert-house.ts';
import { type House, openHouse } from '../server/helpers.ts';

let house: House;
beforeEach(() => {
  house = openHouse();
});
afterEach(() => house.close());

const make = async (kind: 'read' | 'calendar', label?: string) =>
  value(await house.engine.makeToken({ kind, label }));
const list = async () => value(await house.engine.listTokens());
const usesFile = () =>
  statSync(join(house.folder, 'home', 'token-uses.json'), { throwIfNoEntry: false })?.mtimeMs;

describe('tokens', () => {
  it('are listed with their kind, their end and their last use', async () => {
    value(await house.engine.makeUsageToken());
    const { token } = await make('read', ' grafana ');
    await make('calendar');
    const madeAt = house.time.clock.now();
    expect(await list()).toMatchObject([
      { label: 'usage', kind: 'usage', madeAt, lastUsedAt: null },
      { label: 'grafana', kind: 'read', end: token.slice(-4), madeAt, lastUsedAt: null },
      { label: 'calendar', kind: 'calendar', madeAt, lastUsedAt: null },
    ]);
    await house.time.advance(5 * minuteMs);
    expect(house.engine.verifyToken('read', token)).toBe(true);
    expect((await list()).map(({ lastUsedAt }) => lastUsedAt)).toEqual([null, house.time.clock.now(), null]);
  });

  it('note their use at most once a minute, and a wrong one notes nothing', async () => {
    const { token } = await make('read');
    house.engine.verifyToken('read', 'fgr_wrong');
    expect(usesFile()).toBeUndefined();
    house.engine.verifyToken('read', token);
    const first = await list();
    await house.time.advance(minuteMs - 1);
    house.engine.verifyToken('read', token);
    expect(await list()).toEqual(first);
    await house.time.advance(1);
    house.engine.verifyToken('read', token);
    expect((await list())[0]?.lastUsedAt).toBe(house.time.clock.now());
  });

  it('open nothing but what they are for', async () => {
    const { token } = await make('read');
    expect(house.engine.verifyToken('usage', token)).toBe(false);
    expect(house.engine.verifyToken('calendar', token)).toBe(false);
  });

  it('get a free name, and refuse one that is taken', async () => {
    expect((await make('read')).label).toBe('read');
    expect((await make('read')).label).toBe('read 2');
    for (const label of ['READ', ' usage', '', 'a\u202eb', 'x'.repeat(61)])
      expect(await house.engine.makeToken({ kind: 'read', label })).toMatchObject({
        ok: false,
        error: { kind: 'bad-input' },
      });
    expect(await list()).toHaveLength(2);
  });

  it('let nobody in once they are revoked, by this process or another', async () => {
    const [one, two] = [await make('read', 'one'), await make('read', 'two')];
    value(await house.engine.revokeToken({ label: 'ONE' }));
    expect(house.engine.verifyToken('read', one.token)).toBe(false);
    expect(await house.engine.revokeToken({ label: 'one' })).toMatchObject({ ok: false });
    const other = value(openSettings(join(house.folder, 'home')));
    value(await other.update((settings) => ({ ...settings, tokens: [] })));
    other.close();
    expect(house.engine.verifyToken('read', two.token)).toBe(false);
    const usage = value(await house.engine.makeUsageToken()).token;
    value(await house.engine.revokeToken({ label: 'usage' }));
    expect(house.engine.verifyToken('usage', usage)).toBe(false);
  });
});
