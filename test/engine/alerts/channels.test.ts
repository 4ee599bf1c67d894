import { describe, expect, it } from 'vitest';
import { fail } from '../../../shared/model/index.ts';
import { hour, minute } from '../../helpers/alert-engine.ts';
import {
  addWebhook,
  alertsOf,
  balances,
  desktop,
  episodes,
  home,
  houseForEachTest,
  only,
  open,
  started,
  time,
  value,
  webhook,
  webhookFields,
} from '../../helpers/alert-house.ts';
import { filesWith } from '../../helpers/folder.ts';

houseForEachTest();

describe('channels', () => {
  it('tried again, less and less often, until it arrives; none waits for another', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'The receiver answered 503.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(7 * minute);
    expect(desktop.told).toHaveLength(1);
    const tries = webhook.tried.length;
    expect(tries).toBeGreaterThan(1);
    const channel = engine.state().alerting.channels[2];
    expect(channel).toMatchObject({ waiting: 1, error: 'The receiver answered 503.', lastAt: null });
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(20 * minute);
    expect(webhook.told).toHaveLength(1);
    expect(new Set(webhook.tried.map(({ notification }) => notification.id)).size).toBe(1);
    expect(engine.state().alerting.channels[2]).toMatchObject({
      waiting: 0,
      error: null,
      lastAt: expect.any(Number),
    });
  });

  it('waits as long as the receiver asks', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Too many.', retry: true, retryAfterMs: 45 * minute }));
    balances.set('a1', 150);
    await time.advance(40 * minute);
    expect(webhook.tried).toHaveLength(1);
    await time.advance(20 * minute);
    expect(webhook.tried).toHaveLength(2);
  });

  it('gives up after a day, and says so', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(25 * hour);
    expect(engine.state().alerting.channels[2]).toMatchObject({ waiting: 0, error: 'Down.' });
    const { length } = webhook.tried;
    await time.advance(7 * hour);
    expect(webhook.tried).toHaveLength(length);
  });

  it('gives nothing up on the word of a clock that is two days ahead for an hour', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => fail({ message: 'Down.', retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(7 * minute);
    time.jump(48 * hour);
    await time.advance(hour);
    time.jump(-48 * hour);
    webhook.answer(() => ({ ok: true, value: undefined }));
    await time.advance(hour);
    expect(webhook.told).toMatchObject([{ severity: 'warning' }]);
  });

  it('one that never answers holds up nobody', async () => {
    const engine = await started();
    await addWebhook(engine);
    webhook.answer(() => new Promise(() => {}));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(webhook.tried.length).toBeGreaterThan(1);
    expect(engine.state().alerting.channels[2]?.error).toBe('No answer within 15 s.');
  });

  it('says only what is severe enough, and nothing where it is switched off', async () => {
    const engine = await started();
    const { id } = await addWebhook(engine);
    value(await engine.alerts.editChannel({ id, minSeverity: 'critical' }));
    value(await engine.alerts.editChannel({ id: 'desktop', enabled: false }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    expect([...desktop.told, ...webhook.told]).toEqual([]);
    balances.set('a1', 40);
    await time.advance(10 * minute);
    expect(webhook.told).toMatchObject([{ severity: 'critical' }]);
    expect(desktop.told).toEqual([]);
  });

  it('is tested with its fields, and the state tells how it went and whom it talks to', async () => {
    const engine = await started();
    const { id, host } = await addWebhook(engine);
    expect(host).toBe('hooks.invented.example');
    value(await engine.alerts.testChannel({ id }));
    expect(webhook.tried[0]?.fields).toEqual(webhookFields);
    expect(engine.state().hosts.at(-1)).toMatchObject({ host, provider: 'team', lastAt: time.clock.now() });
    webhook.answer(() =>
      fail({ message: `Refused: ${webhookFields.signingKey}.`, retry: false, retryAfterMs: null }),
    );
    const failed = await engine.alerts.testChannel({ id });
    expect(failed).toMatchObject({ ok: false, error: { kind: 'not-delivered', message: 'Refused: ••••.' } });
    expect(engine.state().alerting.channels[2]?.error).toBe('Refused: ••••.');
  });

  it('keeps addresses and keys out of files, state and log', async () => {
    const engine = await started();
    const { id } = await addWebhook(engine);
    webhook.answer(() => fail({ message: `Down: ${webhookFields.url}`, retry: true, retryAfterMs: null }));
    balances.set('a1', 150);
    await time.advance(10 * minute);
    for (const secret of Object.values(webhookFields)) {
      expect(JSON.stringify(engine.state())).not.toContain(secret);
      expect(filesWith(home, secret)).toEqual([]);
    }
    value(await engine.alerts.removeChannel({ id }));
    expect(engine.state().alerting.channels).toHaveLength(2);
    expect(await engine.alerts.testChannel({ id })).toMatchObject({ ok: false });
  });

  it('gives open pages what they are to show', async () => {
    const engine = await started();
    value(await engine.alerts.editChannel({ id: 'browser', enabled: true }));
    const shown: string[] = [];
    balances.set('a1', 150);
    await time.advance(6 * minute);
    const leave = engine.alerts.onNotification(({ body }) => shown.push(body));
    await time.advance(0);
    expect(shown).toEqual(['150 of 1,000 credits left.']);
    leave();
    balances.set('a1', 40);
    await time.advance(hour);
    engine.alerts.onNotification(({ body }) => shown.push(body));
    await time.advance(minute);
    expect(shown).toHaveLength(1);
  });
});

describe('two engines on one data folder', () => {
  it('tell once, and the second takes over from the first', async () => {
    const first = await started();
    const second = open();
    second.start();
    await time.advance(minute);
    balances.set('a1', 150);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(1);
    expect(alertsOf(second)).toMatchObject([{ kind: 'low', episode: (await only(first)).id }]);
    await first.stop();
    balances.set('a1', 40);
    await time.advance(15 * minute);
    expect(desktop.told).toHaveLength(2);
    expect(await episodes(second)).toHaveLength(1);
  });
});
