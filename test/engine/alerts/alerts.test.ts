import { describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import type { Provider } from '../../../main/providers/contract/provider.ts';
import { type CommandError, fail, type Result } from '../../../shared/model/index.ts';
import { balanceProvider, day, hour, minute } from '../../helpers/alert-engine.ts';
import {
  addWebhook,
  alertsOf,
  balances,
  bodies,
  desktop,
  episodes,
  houseForEachTest,
  only,
  open,
  started,
  time,
  value,
  webhook,
  webhookFields,
} from '../../helpers/alert-house.ts';

houseForEachTest();

describe('telling', () => {
  it('primes what is so at the start, and tells what comes then, once', async () => {
    balances.set('a1', 150);
    const engine = await started();
    await time.advance(20 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toMatchObject([{ kind: 'low', severity: 'warning', acknowledged: false }]);
    expect(alertsOf(engine)[0]?.episode).toEqual((await only(engine)).id);

    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(bodies()).toEqual(['40 of 1,000 credits left.']);
    expect(desktop.told[0]).toMatchObject({
      severity: 'critical',
      account: 'a1',
      title: 'Invented (account 1)',
    });
    await time.advance(hour);
    expect(desktop.told).toHaveLength(1);
    expect(await episodes(engine)).toHaveLength(1);
  });

  it('shows what is so of an account that is added, however slow its first answer', async () => {
    const invented = balanceProvider(balances);
    const answer = Promise.withResolvers<void>();
    const slow: Provider = {
      ...invented,
      read: async (input) => {
        await answer.promise;
        return invented.read(input);
      },
    };
    const engine = await started(0, { providers: [slow] });
    await time.advance(10 * minute);
    balances.set('a1', 150);
    const credential = { from: 'environment' as const, variables: { key: 'KEY_a1' } };
    value(await engine.addAccount({ provider: 'invented', label: 'new', credential }));
    await time.advance(10_000);
    answer.resolve();
    await time.advance(10 * minute);
    expect(desktop.told).toEqual([]);
    expect(await only(engine)).toMatchObject({ kind: 'low', notificationState: 'seeded' });
  });

  it('neither repeats nor forgets across a restart', async () => {
    const first = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    await first.stop();
    const second = open();
    // Before it polls, as on the command line.
    expect(alertsOf(second)).toMatchObject([{ kind: 'low', episode: expect.any(String) }]);
    second.start();
    await time.advance(30 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(alertsOf(second)).toMatchObject([{ kind: 'low' }]);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(await episodes(second)).toHaveLength(1);
  });

  it('waits with its first look until the accounts were asked, so that old readings prime nothing', async () => {
    balances.set('a1', 150);
    const first = await started();
    await first.stop();
    await time.advance(day);
    balances.set('a1', 900);
    const second = open();
    second.start();
    await time.advance(minute);
    expect(await only(second)).toMatchObject({ clearedAt: expect.any(Number), notificationState: 'seeded' });
    expect(desktop.told).toEqual([]);
  });

  it('clears everywhere when it is over', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const [shown] = desktop.told;
    expect(engine.state().alerting.channels).toMatchObject([{}, {}, { waiting: 1, error: 'Down.' }]);
    balances.set('a1', 900);
    await time.advance(10 * minute);
    expect(alertsOf(engine)).toEqual([]);
    expect(desktop.withdrawn).toEqual([shown?.id]);
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(day);
    expect(webhook.told.filter(({ id }) => id === shown?.id)).toEqual([]);
  });

  it('tells 500 at once in one notification', async () => {
    const engine = await started(500);
    for (let n = 1; n <= 500; n += 1) balances.set(`a${n}`, 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(desktop.told[0]).toMatchObject({
      title: '500 accounts need attention',
      account: null,
      episode: null,
    });
    expect(value(await engine.alerts.history({ limit: 500 }))).toHaveLength(500);
  });

  it('hides amounts on this computer’s screen alone', async () => {
    const engine = await started();
    await addWebhook(engine);
    value(await engine.setPreferences({ maskAmounts: true }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told[0]?.body).not.toContain('150');
    expect(webhook.told[0]?.body).toBe('150 of 1,000 credits left.');
  });

  it('removes an account’s alerts with it', async () => {
    const engine = await started(2);
    balances.set('a1', 150);
    await time.advance(10 * minute);
    value(await engine.removeAccount({ account: 'a1' }));
    await time.advance(10 * minute);
    expect(await episodes(engine)).toEqual([]);
    expect(desktop.withdrawn).toEqual(desktop.told.map(({ id }) => id));
  });
});

describe('time', () => {
  it('holds back in quiet hours all but what is critical, and sums up after them', async () => {
    const engine = await started(3);
    value(await engine.alerts.setRules({ quietHours: { enabled: true, from: '10:00', to: '12:00' } }));
    await time.advance(70 * minute);
    balances.set('a1', 150);
    balances.set('a2', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toHaveLength(1);
    balances.set('a3', 40);
    await time.advance(10 * minute);
    expect(bodies()).toEqual(['40 of 1,000 credits left.']);
    await time.advance(2 * hour);
    expect(desktop.told).toHaveLength(2);
    expect(desktop.told[1]).toMatchObject({
      title: '2 accounts need attention',
      at: Date.parse('2026-11-21T12:00:00Z'),
    });
  });

  it('sums up what happened in three days of sleep, whether the shell told of it or not', async () => {
    const engine = await started(5);
    for (let n = 1; n <= 5; n += 1) balances.set(`a${n}`, 150);
    await engine.pause();
    time.jump(3 * day);
    engine.start();
    await time.advance(5 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(desktop.told[0]?.title).toBe('5 accounts need attention');

    for (let n = 1; n <= 5; n += 1) balances.set(`a${n}`, 40);
    time.jump(3 * day);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
  });

  it('goes on when the clock is set back and forth, and repeats nothing', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    time.jump(-day);
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(10 * minute);
    expect(webhook.told).toHaveLength(1);
    value(await engine.refresh({}));
    balances.set('a1', 40);
    await time.advance(5 * minute);
    value(await engine.refresh({}));
    await time.advance(minute);
    expect(desktop.told).toHaveLength(2);
    time.jump(2 * day);
    await time.advance(30 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(webhook.told).toHaveLength(2);
  });
});

describe('what the person says', () => {
  it('acknowledged: no more of it, unless it gets worse', async () => {
    const engine = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const { id } = await only(engine);
    value(await engine.alerts.acknowledge({ episode: id }));
    expect(alertsOf(engine)).toMatchObject([{ acknowledged: true }]);
    expect(desktop.withdrawn).toHaveLength(1);
    await time.advance(hour);
    expect(desktop.told).toHaveLength(1);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(2);
  });

  it('snoozed: told again at that time, if it still holds', async () => {
    const engine = await started();
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const until = time.clock.now() + 2 * hour;
    value(await engine.alerts.snooze({ episode: (await only(engine)).id, until }));
    expect(alertsOf(engine)).toMatchObject([{ snoozedUntil: until }]);
    await time.advance(2 * hour - minute);
    expect(desktop.told).toHaveLength(1);
    await time.advance(2 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(desktop.told[1]?.id).not.toBe(desktop.told[0]?.id);
  });

  it('muted: nothing of the account until then', async () => {
    const engine = await started();
    value(await engine.alerts.mute({ account: 'account 1', until: time.clock.now() + hour }));
    balances.set('a1', 150);
    await time.advance(50 * minute);
    expect(desktop.told).toEqual([]);
    expect(alertsOf(engine)).toHaveLength(1);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(1);
  });

  it('other rules, for all or for one account', async () => {
    const engine = await started(2);
    value(await engine.alerts.setRules({ rules: { low: { enabled: true, shares: [], amounts: [500] } } }));
    value(
      await engine.alerts.setAccountRules({
        account: 'a2',
        rules: { low: { enabled: false, shares: [], amounts: [] } },
      }),
    );
    balances.set('a1', 450);
    balances.set('a2', 450);
    await time.advance(10 * minute);
    expect(desktop.told).toMatchObject([{ account: 'a1' }]);
    expect(engine.state().alerting.rules['expires-soon'].enabled).toBe(true);
  });

  it.each<[string, (engine: Engine, now: number) => Promise<Result<unknown, CommandError>>]>([
    ['an unknown episode', (engine) => engine.alerts.acknowledge({ episode: 'x' })],
    ['an unknown episode to snooze', (engine, now) => engine.alerts.snooze({ episode: 'x', until: now + 1 })],
    ['a time that is over', (engine, now) => engine.alerts.mute({ account: 'a1', until: now })],
    [
      'a lead time the wrong way round',
      (engine) =>
        engine.alerts.setRules({
          rules: { 'runs-out-soon': { enabled: true, leadHours: 5, criticalHours: 6 } },
        }),
    ],
    [
      'quiet hours without a length',
      (engine) => engine.alerts.setRules({ quietHours: { enabled: true, from: '10:00', to: '10:00' } }),
    ],
    [
      'a channel without an address',
      (engine) => engine.alerts.addChannel({ kind: 'webhook', label: 'x', minSeverity: 'info', fields: {} }),
    ],
    [
      'a channel without a name',
      (engine) =>
        engine.alerts.addChannel({ kind: 'webhook', label: ' ', minSeverity: 'info', fields: webhookFields }),
    ],
    [
      'a field that does not exist',
      (engine) =>
        engine.alerts.addChannel({
          kind: 'webhook',
          label: 'x',
          minSeverity: 'info',
          fields: { ...webhookFields, a: 'b' },
        }),
    ],
    ['a built-in channel to remove', (engine) => engine.alerts.removeChannel({ id: 'desktop' })],
    ['a built-in channel to rename', (engine) => engine.alerts.editChannel({ id: 'desktop', label: 'x' })],
    ['an unknown channel', (engine) => engine.alerts.testChannel({ id: 'x' })],
  ])('is told what is wrong with %s', async (_, command) => {
    const engine = await started();
    const result = await command(engine, time.clock.now());
    expect(result).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
  });

  it('agrees to each address without encryption before it is kept', async () => {
    const engine = await started();
    const [first, second] = ['http://nas.lan:8080/hook', 'http://192.168.1.5/hook'];
    const add = (allowed?: boolean) =>
      engine.alerts.addChannel({
        kind: 'webhook',
        label: 'home',
        minSeverity: 'info',
        fields: { url: first },
        ...(allowed !== undefined && { allowed }),
      });
    const question = expect.stringMatching(
      /^Alerts go to nas\.lan:8080 in your own network without encryption/,
    );
    for (const no of [undefined, false])
      expect(await add(no)).toMatchObject({ ok: false, error: { kind: 'needs-consent', message: question } });
    expect(engine.state().alerting.channels.filter(({ label }) => label === 'home')).toEqual([]);
    const { id, host } = value(await add(true));
    expect(host).toBe('nas.lan:8080');
    expect(await engine.alerts.editChannel({ id, fields: { url: second } })).toMatchObject({
      error: { kind: 'needs-consent' },
    });
    expect(value(await engine.alerts.editChannel({ id, label: 'other' })).host).toBe(host);
    expect(value(await engine.alerts.editChannel({ id, fields: { url: second }, allowed: true })).host).toBe(
      '192.168.1.5',
    );
  });

  it('acts from a notification', async () => {
    const opened: unknown[] = [];
    const engine = await started(1, {
      openFromNotification: (account, action) => opened.push([account, action]),
    });
    balances.set('a1', 150);
    await time.advance(10 * minute);
    const [notification] = desktop.told;
    if (!notification) throw new Error('Nothing was told.');
    expect(notification.actions).toEqual(['open', 'snooze', 'billing']);
    expect(notification.billingPage).toBe('https://invented.example/billing');
    engine.onNotificationAction(notification, 'open');
    engine.onNotificationAction(notification, 'snooze');
    expect(opened).toEqual([['a1', 'open']]);
    expect(alertsOf(engine)).toMatchObject([{ snoozedUntil: time.clock.now() + day }]);
  });
});
