import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../helpers/alert-engine.ts';
import {
  addWebhook,
  balances,
  desktop,
  houseForEachTest,
  open,
  started,
  time,
  value,
  webhook,
} from '../../helpers/alert-house.ts';

// Loaded ahead, because the clock of these tests does not wait for a module.
import '../../../shared/weekly/words.ts';

houseForEachTest();

type Engine = ReturnType<typeof open>;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** Switches it on, for two to three hours from now. */
async function soon(engine: Engine): Promise<void> {
  const due = new Date(Math.ceil((time.clock.now() + 2 * hour) / hour) * hour);
  const weekday = weekdays[due.getUTCDay()] ?? 'monday';
  const at = due.toISOString().slice(11, 16);
  value(await engine.alerts.setRules({ weeklySummary: { weekday, at } }));
}
/** As if the computer slept for most of it. */
async function later(ms: number): Promise<void> {
  time.jump(ms);
  await time.advance(5 * minute);
}
const summaries = (channel = desktop) => channel.told.filter(({ id }) => id.startsWith('weekly/'));

describe('the weekly summary', () => {
  it('is off, and comes once a week when it is on', async () => {
    const engine = await started(2);
    await later(8 * day);
    expect(summaries()).toEqual([]);
    await soon(engine);
    await later(hour);
    expect(summaries()).toEqual([]);
    await later(2 * hour);
    expect(summaries()).toMatchObject([{ severity: 'info', account: null, episode: null, sound: false }]);
    const [{ title, body, masked } = { title: '', body: '', masked: { title: '', body: '' } }] = summaries();
    expect(title).toMatch(/^Your week: /);
    expect(body).toContain('- Invented, account 1: 1,000 of 1,000 credits left');
    expect(masked.body).toContain('- Invented, account 1: ••• of ••• credits left');
    expect(`${masked.title}${masked.body}`).not.toContain('1,000');
    for (let days = 0; days < 6; days += 1) await later(day);
    expect(summaries()).toHaveLength(1);
    await later(day);
    expect(summaries()).toHaveLength(2);
    value(await engine.alerts.setRules({ weeklySummary: null }));
    await later(7 * day);
    expect(summaries()).toHaveLength(2);
    expect(engine.state().alerting).not.toHaveProperty('weeklySummary');
  });

  it('comes late rather than never after a sleep of less than a day, and is left out after more', async () => {
    const engine = await started();
    await soon(engine);
    time.jump(20 * hour);
    await time.advance(10 * minute);
    expect(summaries()).toHaveLength(1);
    time.jump(7 * day + 12 * hour);
    await time.advance(10 * minute);
    expect(summaries()).toHaveLength(1);
  });

  it('comes once, also with two processes and after a start', async () => {
    const first = await started();
    await soon(first);
    const second = open();
    second.start();
    await later(3 * hour);
    expect(summaries()).toHaveLength(1);
    await first.stop();
    await second.stop();
    const third = open();
    third.start();
    await later(3 * hour);
    expect(summaries()).toHaveLength(1);
  });

  it('is made up for by a start within a day', async () => {
    const engine = await started();
    await soon(engine);
    await engine.stop();
    time.jump(5 * hour);
    open().start();
    await time.advance(5 * minute);
    expect(summaries()).toHaveLength(1);
  });

  it('goes where news goes, to each channel with its own accounts', async () => {
    const engine = await started(3);
    const { id } = await addWebhook(engine);
    value(await engine.alerts.editChannel({ id, tags: ['Nordhaus'] }));
    value(await engine.editAccount({ account: 'a2', tags: ['nordhaus'] }));
    balances.set('a2', 700);
    await time.advance(10 * minute);
    expect(value(await engine.alerts.sendWeeklySummary({}))).toEqual({ channels: ['This computer', 'team'] });
    await time.advance(minute);
    expect(summaries(webhook)[0]?.body).toContain('account 2: 700 of 1,000 credits left');
    expect(JSON.stringify(summaries(webhook))).not.toMatch(/account [13]/);
    expect(summaries()[0]?.body).toMatch(/account 1: .*\n- Invented, account 3/s);
    for (const channel of [id, 'desktop'])
      value(await engine.alerts.editChannel({ id: channel, minSeverity: 'warning' }));
    expect(await engine.alerts.sendWeeklySummary({})).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/No channel gets it/) },
    });
  });
});
