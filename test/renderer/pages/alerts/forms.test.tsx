import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endedWords,
  forever,
  headline,
  listedAlerts,
  mutedWords,
  quietWords,
  snoozeChoices,
} from '../../../../renderer/components/alerts/words.ts';
import { choicesOf, ownRules, ownRulesWords } from '../../../../renderer/dialogs/rules/account-rules.ts';
import { fieldTexts, noEdits, withEdits } from '../../../../renderer/dialogs/rules/rule-form.ts';
import { channelErrors, isSound } from '../../../../renderer/pages/alerts/channels/channel-form.ts';
import { channelWords } from '../../../../renderer/pages/alerts/channels/channel-words.ts';
import { earlier, merged, pageSize } from '../../../../renderer/pages/alerts/history/history.ts';
import { previewDays, previewTable } from '../../../../renderer/pages/alerts/preview/preview-table.ts';
import { quietErrors } from '../../../../renderer/pages/alerts/rules/useQuietHours.ts';
import {
  type AlertKind,
  alertKindSchema,
  alertRulesSchema,
  type ChannelState,
  defaultAlertRules,
  type Episode,
  ok,
} from '../../../../shared/model/index.ts';
import { account, alert, day, now } from '../../../helpers/states.ts';

const context = { now, zone: 'UTC' };
const hour = 3_600_000;
const edit = (texts: Parameters<typeof withEdits>[1]['texts']) =>
  withEdits(defaultAlertRules, { enabled: {}, texts });

describe('rules as a form', () => {
  it('come back unchanged from their own texts, whatever they are', () => {
    const share = fc.integer({ min: 1, max: 9999 }).map((n) => n / 10_000);
    const levels = <Value,>(one: fc.Arbitrary<Value>, minLength: number) =>
      fc.uniqueArray(one, { minLength, maxLength: 5 });
    const descending = (values: number[]) => values.toSorted((a, b) => b - a);
    fc.assert(
      fc.property(
        levels(share, 1),
        levels(fc.integer({ min: 1, max: 365 }), 1),
        fc.integer({ min: 1, max: 720 }),
        fc.integer({ min: 50, max: 99 }),
        fc.integer({ min: 5, max: 10_080 }),
        (shares, days, lead, percent, afterMinutes) => {
          const rules = alertRulesSchema.parse({
            low: { enabled: true, shares: descending(shares), amounts: [] },
            'expires-soon': { enabled: false, days: descending(days) },
            'runs-out-soon': { enabled: true, leadHours: lead, criticalHours: Math.ceil(lead / 2) },
            'cap-soon': { enabled: true, probability: percent / 100 },
            unreachable: { enabled: true, afterMinutes },
          });
          const read = withEdits(rules, { enabled: {}, texts: fieldTexts(rules) });
          expect(read).toEqual({ rules, errors: {} });
        },
      ),
    );
  });

  it('reads levels however people separate them, each once, the first to be crossed first', () => {
    expect(edit({ 'low.shares': ' 5%, 20 % 20 ' }).rules.low.shares).toEqual([0.2, 0.05]);
    expect(edit({ 'expires-soon.days': '1;30 7' }).rules['expires-soon'].days).toEqual([30, 7, 1]);
  });

  it.each([
    ['low.shares', ''],
    ['low.shares', '20, many'],
    ['low.shares', '100'],
    ['low.shares', '1,2,3,4,5,6'],
    ['expires-soon.days', ''],
    ['expires-soon.days', '1.5'],
    ['expires-soon.days', '366'],
    ['runs-out-soon.leadHours', '0'],
    ['runs-out-soon.leadHours', '721'],
    ['runs-out-soon.criticalHours', '73'],
    ['cap-soon.probability', '49'],
    ['cap-soon.probability', 'likely'],
    ['unreachable.afterMinutes', '4'],
  ] as const)('refuses %s of “%s” with a sentence, and leaves the rule as it was', (field, text) => {
    const read = edit({ [field]: text });
    expect(read.errors[field]).toMatch(/^[A-Z].*\.$/);
    expect(read.rules).toEqual(defaultAlertRules);
  });

  it('gives every rule that the schema could not take a sentence first', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9,.; %-]{0,12}$/));
    fc.assert(
      fc.property(text, fc.constantFrom(...Object.keys(fieldTexts(defaultAlertRules))), (typed, field) => {
        const read = withEdits(defaultAlertRules, { ...noEdits, texts: { [field]: typed } });
        expect(alertRulesSchema.safeParse(read.rules).success).toBe(true);
      }),
    );
  });
});

describe('the rules of one account', () => {
  const typed = (texts: Parameters<typeof ownRules>[3], low: 'common' | 'own' | 'off' = 'own') =>
    ownRules(defaultAlertRules, {}, { ...choicesOf({}), low, 'burn-spike': 'off' }, texts);

  it('have only what differs from the default ones', () => {
    const { rules, errors } = typed({ 'low.shares': '', 'low.amounts': '1,200; 300.5' });
    expect(errors).toEqual({});
    expect(rules).toEqual({
      low: { enabled: true, shares: [], amounts: [1200, 300.5] },
      'burn-spike': { enabled: false },
    });
    expect(ownRulesWords(rules)).toBe(
      'Custom rules: Low balance. Off: Burn spike. Otherwise the default rules.',
    );
    expect(choicesOf(rules)).toMatchObject({ low: 'own', 'burn-spike': 'off', exhausted: 'common' });
  });

  it('need a level while they are on', () => {
    expect(typed({ 'low.shares': '', 'low.amounts': '' }).errors['low.shares']).toMatch(/share or an amount/);
    expect(typed({ 'low.amounts': '5; -1' }).errors['low.amounts']).toMatch(/\.$/);
    expect(typed({ 'low.shares': 'x' }, 'off').errors).toEqual({});
  });
});

describe('what is said of alerts', () => {
  const quietOne = { ...alert('low', 'critical'), episode: 'e', snoozedUntil: now + hour };
  const seen = { ...alert('low', 'warning'), acknowledged: true };

  it('puts what is new first, then the worst, then the oldest', () => {
    const old = { ...alert('low', 'warning', 'old'), since: now - day };
    const accounts = [
      account('a', 'crustdata', 'x', { alerts: [quietOne, alert('low', 'warning', 'young'), old] }),
      account('b', 'crustdata', 'y', { alerts: [alert('exhausted', 'critical', 'worst')] }),
      account('c', 'crustdata', 'z', {
        alerts: [alert('exhausted', 'critical', 'muted')],
        alertSettings: { rules: {}, mutedUntil: forever },
      }),
    ];
    const listed = listedAlerts(accounts, now);
    expect(listed.map(({ alert: { text } }) => text)).toEqual([
      'worst',
      'old',
      'young',
      'Look at this.',
      'muted',
    ]);
    expect(listed.map((one) => quietWords(one, context))).toEqual([
      null,
      null,
      null,
      'Snoozed until 10:00',
      'Account muted',
    ]);
  });

  it('counts what needs attention, apart from the rest', () => {
    const of = (...alerts: ReturnType<typeof alert>[]) =>
      headline(listedAlerts([account('a', 'crustdata', 'x', { alerts })], now));
    expect(of()).toEqual({ heading: 'Nothing needs your attention', detail: null });
    expect(of(alert('low', 'warning'), alert('low', 'critical')).heading).toBe('2 alerts need attention');
    expect(of(alert('low', 'warning'), alert('expires-soon', 'info'), seen)).toEqual({
      heading: '1 alert needs attention',
      detail: 'Also 1 info alert and 1 acknowledged, snoozed or muted.',
    });
    expect(of(seen).heading).toBe('Nothing new needs your attention');
    expect(of(alert('expires-soon', 'info')).heading).toBe('Nothing needs your attention');
  });

  it('says when things end', () => {
    expect(endedWords({ raisedAt: now, clearedAt: null }, context)).toBe('active');
    expect(endedWords({ raisedAt: now, clearedAt: now }, context)).toBe('');
    expect(endedWords({ raisedAt: now, clearedAt: now + hour }, context)).toBe('to 10:00');
    expect(endedWords({ raisedAt: now, clearedAt: now + day }, context)).toBe('to 22 Nov, 09:00');
    expect(mutedWords(forever, context)).toBe('for good');
    expect(mutedWords(now + day, context)).toBe('until 22 Nov, 09:00');
  });

  it('offers to snooze until the next morning', () => {
    const late = Date.UTC(2026, 10, 21, 23, 30);
    expect(snoozeChoices(late).map(({ until }) => (until - late) / hour)).toEqual([1, 9.5, 7 * 24]);
  });
});

const episode = (id: number, raisedAt: number, kind: AlertKind = 'low'): Episode => ({
  id: `e${id}`,
  account: 'a1',
  key: kind,
  kind,
  severity: 'warning',
  level: 1,
  raisedAt,
  changedAt: raisedAt,
  clearedAt: null,
  text: `Number ${id}.`,
  masked: `Number ${id}.`,
  notificationState: 'notified',
  notifiedLevel: 1,
  acknowledgedAt: null,
  snoozedUntil: null,
});

describe('paging through the history', () => {
  /** Answers as the engine does. */
  const store =
    (all: readonly Episode[]) =>
    async ({ before = Infinity, limit }: { before?: number; limit: number }) =>
      ok(all.filter(({ raisedAt }) => raisedAt < before).slice(0, limit));

  it('shows every episode once, in order, even when many began at the same instant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 260 }), async (instants) => {
        const all = instants.toSorted((a, b) => b - a).map((at, id) => episode(id, at));
        let known: Episode[] = [];
        for (let more = true; more; ) {
          const page = await earlier(store(all), known, null);
          if (!page.ok) throw new Error('the store always answers');
          ({ episodes: known, more } = page.value);
        }
        expect(known.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(known.map(({ raisedAt }) => raisedAt)).toEqual(all.map(({ raisedAt }) => raisedAt));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on until a page of the wanted kind is there', async () => {
    const all = Array.from({ length: 1400 }, (_, id) =>
      episode(id, 10_000 - id, id % 20 === 0 ? 'exhausted' : 'low'),
    );
    const page = await earlier(store(all), [], 'exhausted');
    const found = page.ok ? page.value.episodes.filter(({ kind }) => kind === 'exhausted').length : 0;
    expect(found).toBeGreaterThanOrEqual(pageSize);
  });

  it('brings what is known up to date', () => {
    const ended = { ...episode(1, 5), clearedAt: 9 };
    expect(merged([episode(1, 5)], [episode(2, 7), ended])).toEqual([episode(2, 7), ended]);
  });
});

describe('the preview’s table', () => {
  it('counts every alert of the span in exactly one week', () => {
    const kind = fc.constantFrom(...alertKindSchema.options);
    const ago = fc.integer({ min: 0, max: previewDays * day });
    fc.assert(
      fc.property(fc.array(fc.record({ kind, ago })), (given) => {
        const alerts = given.map((one) => ({
          at: now - one.ago,
          account: 'a1',
          kind: one.kind,
          severity: 'warning' as const,
          text: '',
          masked: '',
          heldUntil: null,
        }));
        const { weeks, rows } = previewTable(alerts, now, context);
        expect(rows.reduce((sum, { counts }) => sum + counts.reduce((all, one) => all + one, 0), 0)).toBe(
          alerts.length,
        );
        for (const { counts } of rows) expect(counts).toHaveLength(weeks.length);
      }),
    );
  });
});

describe('channels', () => {
  const channel = (rest: Partial<ChannelState>): ChannelState => ({
    id: 'c1',
    kind: 'webhook',
    label: 'Pager',
    enabled: true,
    minSeverity: 'info',
    host: 'hooks.example',
    lastAt: null,
    error: null,
    waiting: 0,
    unavailable: null,
    ...rest,
  });

  it.each([
    [{ lastAt: now - hour }, 'ok', 'Working. Last delivery: 08:00.'],
    [{}, 'neutral', 'Nothing sent yet.'],
    [{ enabled: false, error: 'Old.' }, 'neutral', 'Off.'],
    [
      { lastAt: now - hour, error: 'Status 503.', waiting: 3 },
      'critical',
      'Failing since the last delivery (08:00): Status 503. 3 notifications are waiting.',
    ],
    [{ unavailable: 'There is no notify-send.' }, 'critical', 'Not available: There is no notify-send.'],
  ] as const)('says how %o fares', (rest, tone, text) => {
    expect(channelWords(channel(rest), context)).toEqual({ tone, text });
  });

  it('wants each value that its kind needs, and when edited all of them or none', () => {
    const draft = { label: 'x', minSeverity: 'info', tags: '', fields: {} } as const;
    expect(channelErrors('webhook', draft, false).fields).toEqual({ url: 'Enter the address.' });
    expect(isSound(channelErrors('webhook', draft, true))).toBe(true);
    expect(channelErrors('webhook', { ...draft, fields: { signingKey: 'k' } }, true).fields.url).toMatch(
      /, too:/,
    );
    expect(channelErrors('command', { ...draft, label: ' ' }, false).label).toMatch(/label/);
    expect(channelErrors('webhook', { ...draft, tags: 'x'.repeat(31) }, true).tags).toMatch(/under 31/);
  });
});

describe('quiet hours', () => {
  it('need two whole and different times', () => {
    expect(quietErrors({ enabled: true, from: '22:00', to: '07:00' })).toEqual({ from: null, to: null });
    expect(quietErrors({ enabled: true, from: '', to: '07:00' }).from).toMatch(/Enter a time/);
    expect(quietErrors({ enabled: true, from: '07:00', to: '07:00' }).to).toMatch(/differs/);
  });
});
