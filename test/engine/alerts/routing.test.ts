import { describe, expect, it } from 'vitest';
import { fail, ok } from '../../../shared/model/index.ts';
import { day, hour, minute, recordingChannel, writeAccounts } from '../../helpers/alert-engine.ts';
import {
  addWebhook,
  balances,
  bodies,
  desktop,
  home,
  houseForEachTest,
  open,
  started,
  time,
  value,
  webhook,
} from '../../helpers/alert-house.ts';

houseForEachTest();

describe('a channel with tags', () => {
  it('is told of its accounts alone, whatever else happens at the same time', async () => {
    const engine = await started(5);
    const { id } = await addWebhook(engine);
    value(await engine.alerts.editChannel({ id, tags: ['Nordhaus'] }));
    for (const account of ['a2', 'a3'])
      value(await engine.editAccount({ account, tags: ['research', 'nordhaus'] }));
    for (const account of ['a1', 'a2', 'a3', 'a4', 'a5']) balances.set(account, 150);
    await time.advance(10 * minute);
    expect(desktop.told).toMatchObject([{ title: '5 accounts need attention', account: null }]);
    expect(webhook.told.map(({ account }) => account)).toEqual(['a2', 'a3']);
    expect(JSON.stringify(webhook.told)).not.toMatch(/account [145]/);
  });

  it('gets nothing of others, which this computer tells as ever', async () => {
    const engine = await started();
    const { id } = await addWebhook(engine);
    const edited = value(await engine.alerts.editChannel({ id, tags: ['Nordhaus', 'Nordhaus'] }));
    expect(edited).toMatchObject({ tags: ['Nordhaus'] });
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(bodies()).toHaveLength(1);
    expect(webhook.tried).toEqual([]);
    expect(value(await engine.alerts.editChannel({ id, tags: [] }))).not.toHaveProperty('tags');
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(webhook.told).toHaveLength(1);
  });

  it('cannot be one that is always there', async () => {
    const engine = await started();
    const edited = await engine.alerts.editChannel({ id: 'desktop', tags: ['x'] });
    expect(edited).toMatchObject({ ok: false, error: { message: expect.stringMatching(/built in/) } });
  });
});

const pager = () => ({ ...recordingChannel('pagerduty'), purpose: 'incidents' as const });
const addPager = async (engine: ReturnType<typeof open>) =>
  value(
    await engine.alerts.addChannel({
      kind: 'pagerduty',
      label: 'on call',
      minSeverity: 'info',
      fields: { routingKey: 'invented' },
    }),
  );
async function withPager(accounts = 1) {
  const driver = pager();
  writeAccounts(home, accounts);
  const engine = open({ channels: [desktop, driver] });
  engine.start();
  await time.advance(minute);
  return { engine, driver, channel: await addPager(engine) };
}

describe('a channel for incidents', () => {
  it('is told of each alert alone, and once it is over', async () => {
    const { driver } = await withPager(5);
    for (const account of ['a1', 'a2', 'a3', 'a4', 'a5']) balances.set(account, 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(driver.told).toHaveLength(5);
    expect(driver.told.every(({ ends }) => ends === undefined)).toBe(true);
    balances.set('a2', 900);
    await time.advance(10 * minute);
    const opened = driver.told.find(({ account }) => account === 'a2');
    expect(driver.told.slice(5)).toMatchObject([{ account: 'a2', ends: opened?.episode }]);
    // The top-up itself is news, which opens nothing.
    expect(driver.told).toHaveLength(6);
  });

  it('hears of the end even if it was away meanwhile, and of no end that it never knew the beginning of', async () => {
    const { driver } = await withPager();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    driver.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 900);
    await time.advance(10 * minute);
    balances.set('a1', 150);
    await time.advance(10 * minute);
    balances.set('a1', 900);
    await time.advance(10 * minute);
    driver.answer(() => ok(undefined));
    await time.advance(2 * hour);
    const key = driver.told[0]?.episode;
    expect(driver.told.map(({ ends }) => ends)).toEqual([undefined, key]);
  });

  it('is not told that it is over when you only have seen it', async () => {
    const { engine, driver } = await withPager();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const episode = driver.told[0]?.episode ?? '';
    value(await engine.alerts.acknowledge({ episode }));
    await time.advance(10 * minute);
    expect(driver.told).toHaveLength(1);
    value(await engine.removeAccount({ account: 'a1' }));
    await time.advance(minute);
    expect(driver.told.map(({ ends }) => ends)).toEqual([undefined, episode]);
  });

  it('is tested with an incident that does not stay open', async () => {
    const { engine, driver, channel } = await withPager();
    value(await engine.alerts.testChannel({ id: channel.id }));
    const [first, second] = driver.told;
    expect([first?.ends, second?.ends]).toEqual([undefined, first?.id]);
  });
});

describe('a health check', () => {
  async function withCheck() {
    const driver = { ...recordingChannel('healthcheck'), purpose: 'pulse' as const };
    writeAccounts(home, 2);
    const engine = open({ channels: [desktop, driver] });
    engine.start();
    const { id } = value(
      await engine.alerts.addChannel({
        kind: 'healthcheck',
        label: 'alive',
        minSeverity: 'info',
        fields: { url: 'https://hc.invented.example/secret-1' },
      }),
    );
    return { engine, driver, id };
  }

  it('hears from polls that succeed, at most every five minutes, and of no alert', async () => {
    const { engine, driver } = await withCheck();
    await time.advance(hour);
    expect(driver.told.length).toBeGreaterThanOrEqual(10);
    expect(driver.told.length).toBeLessThanOrEqual(13);
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(new Set(driver.told.map(({ id }) => id))).toEqual(new Set(['pulse']));
    expect(engine.state().hosts.at(-1)).toMatchObject({
      host: 'hc.invented.example',
      why: 'hears that Fuelgauge works',
    });
  });

  it('hears nothing when nothing can be read, or Fuelgauge is paused', async () => {
    const { engine, driver } = await withCheck();
    await time.advance(10 * minute);
    for (const account of ['a1', 'a2']) balances.set(account, 'The provider is down.');
    await time.advance(10 * minute);
    const { length } = driver.told;
    await time.advance(day);
    expect(driver.told).toHaveLength(length);
    for (const account of ['a1', 'a2']) balances.set(account, 500);
    await engine.pause();
    await time.advance(day);
    expect(driver.told).toHaveLength(length);
  });

  it('says in the settings when it does not answer, and goes on', async () => {
    const { engine, driver, id } = await withCheck();
    driver.answer(() => fail({ message: 'Gone.', retry: false, retryAfterMs: null }));
    await time.advance(20 * minute);
    const state = () => engine.state().alerting.channels.find((channel) => channel.id === id);
    expect(state()).toMatchObject({ error: 'Gone.', lastAt: null, waiting: 0 });
    driver.answer(() => ok(undefined));
    await time.advance(10 * minute);
    expect(state()).toMatchObject({ error: null, lastAt: expect.any(Number) });
  });
});
