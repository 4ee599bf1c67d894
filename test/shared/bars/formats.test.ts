import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarAccount, barOf, errorBar } from '../../../shared/bars/bar.ts';
import { type BarFormat, barFormats, barText } from '../../../shared/bars/formats.ts';
import { i3blocksSchema, waybarSchema } from '../../../shared/model/bar-json.ts';
import { plainText } from '../../../shared/plain-text.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/durations.ts';
import { expectDocument } from '../../helpers/printed-json.ts';

const now = Date.parse('2026-11-21T09:00:00Z');

const account = (more: Partial<BarAccount> = {}): BarAccount => ({
  id: 'a1',
  provider: 'crustdata',
  providerName: 'Crustdata',
  label: 'production',
  tags: [],
  level: 'ok',
  share: 0.12,
  stopsAt: null,
  hidden: false,
  failed: false,
  name: 'production',
  left: '1.2k',
  percentage: 12,
  ends: { at: now + 2.5 * dayMs, by: 'balance' },
  remark: null,
  line: 'Crustdata production: 1,240.5 credits, about 3 days left',
  billingPage: 'https://www.crustdata.example/billing',
  readAt: now - 2 * minuteMs,
  ...more,
});
const bar = (accounts: BarAccount[], hasOthers = accounts.length > 0) =>
  barOf(accounts, { at: now - minuteMs, now, hasOthers });
const line = (...accounts: BarAccount[]) => barText('line', bar(accounts));

describe('the line', () => {
  it('names the first account, what is left, and until when', () => {
    expect(line(account())).toBe('production 1.2k · 2 d');
    expect(line(account({ ends: { at: now + 5 * hourMs, by: 'cap' } }))).toBe('production 1.2k · cap 5 h');
    expect(line(account({ ends: { at: now - 5, by: 'balance' } }))).toBe('production 1.2k · 0 min');
  });

  it('says in a word what is wrong, and how many more have problems', () => {
    const rejected = account({ remark: 'key rejected', level: 'critical' });
    expect(line(rejected, account({ level: 'watch' }), account())).toBe(
      'production 1.2k · key rejected · 1 more',
    );
  });

  it('is short where little is known', () => {
    expect(line(account({ left: null, ends: null }))).toBe('production');
    expect(line(account({ left: null, ends: null, remark: 'waiting', level: 'waiting' }))).toBe(
      'production waiting',
    );
  });

  it('is useful without accounts, and where none fits', () => {
    expect(barText('line', bar([], false))).toBe('no accounts');
    expect(barText('line', bar([], true))).toBe('all fine');
    const waybar = waybarSchema.parse(JSON.parse(barText('waybar', bar([], false))));
    expect(waybar).toMatchObject({ class: 'none', percentage: null });
    expect(waybar.tooltip).toContain('fuelgauge add scraperapi &lt; key.txt');
  });
});

const nasty = account({
  level: 'critical',
  name: '<b>&"\' #(date) #[fg=red] | ---',
  line: '--- | href=https://evil.example <i>',
});

describe('each format', () => {
  it('escapes Pango’s markup for Waybar', () => {
    const { text, tooltip, class: level, percentage } = JSON.parse(barText('waybar', bar([nasty])));
    expect(text).toBe('&lt;b&gt;&amp;&quot;&#39; #(date) #[fg=red] | --- 1.2k · 2 d');
    expect(tooltip).toBe('--- | href=https://evil.example &lt;i&gt;\nChecked 2 min ago.');
    expect({ level, percentage }).toEqual({ level: 'critical', percentage: 12 });
  });

  it('leaves no markup to i3bar, and no formats to tmux', () => {
    const block = i3blocksSchema.parse(JSON.parse(barText('i3blocks', bar([nasty]))));
    expect(block).toMatchObject({ markup: 'none', urgent: 'true' });
    expect(block.full_text).toMatch(/^<b>&”' #/);
    expect(barText('tmux', bar([nasty]))).toBe(
      '#[fg=red,bold]<b>&"\' ##(date) ##[fg=red] | --- 1.2k · 2 d#[default]',
    );
    const bare = account({ name: 'C#', left: null, ends: null, level: 'watch' });
    expect(barText('tmux', bar([bare]))).toBe('#[fg=yellow]C## #[default]');
  });

  it.each(['xbar', 'swiftbar'] as const)('lets no label make a menu or a parameter for %s', (format) => {
    const lines = barText(format, bar([nasty])).split('\n');
    expect(lines.filter((each) => each.startsWith('-'))).toEqual(['---', '---']);
    expect(lines[2]).toMatch(/^‐‐‐ ¦ href=https:\/\/evil\.example <i> \| color=\S+ href=https:\/\/www\./);
    for (const each of lines) expect(each.split('|').length).toBeLessThanOrEqual(2);
  });

  it('shows that something is wrong, and says what', () => {
    const broken = errorBar(now, 'fuelgauge: no data', 'The disk is full.');
    expect(JSON.parse(barText('waybar', broken))).toMatchObject({
      text: 'fuelgauge: no data',
      tooltip: 'The disk is full.',
      class: 'error',
    });
    expect(barText('xbar', broken)).toContain('\nThe disk is full. |');
  });
});

it('is one line without control characters whatever a label holds, and keeps to its schema', () => {
  const words = fc.string({ unit: 'binary' }).map((text) => plainText(text) || 'x');
  const accounts = fc.array(
    fc.record({ name: words, line: words, left: fc.option(words), remark: fc.option(words) }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(accounts, fc.constantFrom(...barFormats), (made, format: BarFormat) => {
      const text = barText(format, bar(made.map(account)));
      if (format === 'xbar' || format === 'swiftbar') expect(text).toMatch(/^[^\n]+ \| .*\n---\n/);
      else expect(text).not.toContain('\n');
      expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      if (['json-line', 'waybar', 'i3blocks'].includes(format)) expectDocument(format, JSON.parse(text));
      if (format === 'tmux')
        expect(text.replace(/^#\[fg=[\w,]+\]|#\[default\]$/g, '').replaceAll('##', '')).not.toContain('#');
    }),
  );
});
