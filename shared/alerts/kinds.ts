import type { Severity } from '../model/severity.ts';
import { dayMs, hourMs } from '../time/durations.ts';
import type { Rules } from './rule-schemas.ts';

// What distinguishes the kinds of alerts wherever one is shown. What a valid rule is says `rule-schemas.ts`, what the settings
// say of it `rule-words.ts`: pages that only show alerts load neither.

interface KindSpec {
  /** In lists, filters and settings. */
  name: string;
  /** It belongs to no account, so no account has a rule of its own for it. */
  scope?: 'common';
  /** Follows an account's name in a summary notification. */
  clause: string;
  /** A few words on a page; or taken from the cap's name, the account's error, or the alert's own sentence. */
  chip: string | { from: 'cap' | 'error' | 'sentence' };
  /** Even shorter, for the tray. */
  tray: string;
  /** The default; a condition may raise it. */
  severity: Severity;
  /** Something that happened, rather than a condition that lasts: notified once, without a sound. */
  event?: boolean;
  /** Predicted or not urgent: if there is a forecast, it comes first. */
  mild?: boolean;
  /**
   * How long after its end an episode is reopened instead of a new one begun, so that flapping beyond the hysteresis is
   * still one alert. Missing: never reopened. An event that is seen again within this time is still the same one.
   */
  reopenMs?: number;
}

export const alertKinds: { readonly [Kind in keyof Rules]: KindSpec } = {
  'runs-out-soon': {
    name: 'Runs out soon',
    clause: 'runs out soon',
    chip: 'runs out soon',
    tray: 'runs out soon',
    severity: 'warning',
    mild: true,
    reopenMs: 48 * hourMs,
  },
  low: {
    name: 'Low balance',
    clause: 'is running low',
    chip: 'running low',
    tray: 'low',
    severity: 'warning',
    mild: true,
  },
  exhausted: {
    name: 'Exhausted',
    clause: 'has nothing left',
    chip: 'nothing left',
    tray: 'used up',
    severity: 'critical',
  },
  'burn-spike': {
    name: 'Burn spike',
    clause: 'is burning far faster than usual',
    chip: 'burning far faster than usual',
    tray: 'burning far faster than usual',
    severity: 'warning',
    reopenMs: 24 * hourMs,
  },
  'cap-soon': {
    name: 'Cap soon',
    clause: 'will hit a cap soon',
    chip: 'cap soon',
    tray: 'cap soon',
    severity: 'warning',
    mild: true,
    reopenMs: 24 * hourMs,
  },
  'cap-reached': {
    name: 'Cap hit',
    clause: 'has hit a cap',
    chip: { from: 'cap' },
    tray: 'cap hit',
    severity: 'warning',
    reopenMs: 24 * hourMs,
  },
  'expires-soon': {
    name: 'Expires soon',
    clause: 'has credits that expire soon',
    chip: { from: 'sentence' },
    tray: 'credits expire soon',
    severity: 'info',
    mild: true,
    // Providers move such dates by a day or two.
    reopenMs: 3 * dayMs,
  },
  'topup-seen': {
    name: 'Top-up received',
    clause: 'was topped up',
    chip: 'topped up',
    tray: 'topped up',
    severity: 'info',
    event: true,
    reopenMs: dayMs,
  },
  'refill-due': {
    name: 'Refill due',
    clause: 'will be refilled soon',
    chip: 'refill due',
    tray: 'refill due',
    severity: 'info',
    event: true,
    reopenMs: 7 * dayMs,
  },
  'refill-landed': {
    name: 'Refill received',
    clause: 'was refilled',
    chip: 'refilled',
    tray: 'refilled',
    severity: 'info',
    event: true,
    reopenMs: dayMs,
  },
  'budget-used': {
    name: 'Budget used',
    scope: 'common',
    clause: 'is being used up',
    chip: { from: 'sentence' },
    tray: 'budget used',
    severity: 'info',
    // Less may be spent after a refund: the same share is told once.
    reopenMs: 7 * dayMs,
  },
  'budget-ahead': {
    name: 'Budget will be passed',
    scope: 'common',
    clause: 'will likely be passed',
    chip: { from: 'sentence' },
    tray: 'budget ahead',
    severity: 'info',
    mild: true,
    reopenMs: 48 * hourMs,
  },
  'credential-rejected': {
    name: 'Key rejected',
    clause: 'needs a new key',
    chip: 'key rejected',
    tray: 'key rejected',
    severity: 'critical',
  },
  'limited-scope': {
    name: 'Key can’t read the balance',
    clause: 'has a key that can’t read the balance',
    chip: { from: 'error' },
    tray: 'key can’t read the balance',
    severity: 'warning',
  },
  'key-expires': {
    name: 'Key expires',
    clause: 'has a key that expires soon',
    chip: 'key expires soon',
    tray: 'key expires soon',
    severity: 'info',
    mild: true,
    reopenMs: 3 * dayMs,
  },
  'key-old': {
    name: 'Key is old',
    clause: 'has an old key',
    chip: 'old key',
    tray: 'old key',
    severity: 'info',
    mild: true,
  },
  unreachable: {
    name: 'Unreachable',
    clause: 'cannot be reached',
    chip: { from: 'error' },
    tray: 'cannot be reached',
    severity: 'warning',
    reopenMs: 12 * hourMs,
  },
};
