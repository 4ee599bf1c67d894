// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AlertAnnouncer } from '../../../../renderer/components/alerts/AlertAnnouncer.tsx';
import { announcedKeys, announcement, begunAlerts } from '../../../../renderer/components/alerts/announce.ts';
import { useStore } from '../../../../renderer/state/store.ts';
import type { Alert } from '../../../../shared/model/index.ts';
import { account, alert, appState } from '../../../helpers/states.ts';

afterEach(() => {
  cleanup();
  useStore.setState({ state: null, connection: 'connecting' });
});

const low = alert('low', 'warning', '240 of 5,000 credits left.');
const state = (alerts: Alert[], id = 'a1') => appState([account(id, 'crustdata', 'production', { alerts })]);
const kinds = (before: Alert[], after: Alert[]) =>
  begunAlerts(announcedKeys(state(before)), state(after)).map(({ alert: { kind } }) => kind);

describe('what has begun', () => {
  it('is what was not there before, and worth a word', () => {
    expect(kinds([], [low, alert('expires-soon', 'info')])).toEqual(['low']);
  });
  it('is not what stays, changes its words, or grows worse', () => {
    expect(kinds([low], [low])).toEqual([]);
    expect(kinds([low], [{ ...low, text: '239 of 5,000 credits left.', severity: 'critical' }])).toEqual([]);
  });
  it('is what was for information only before', () => {
    expect(kinds([alert('expires-soon', 'info')], [alert('expires-soon', 'warning')])).toEqual([
      'expires-soon',
    ]);
  });
  it('is announced once for two pools of an account, and again for another account', () => {
    expect(kinds([], [low, low])).toEqual(['low']);
    expect(begunAlerts(announcedKeys(state([low])), state([low], 'a2'))).toHaveLength(1);
  });
  it('names the account, and of many says how many more', () => {
    const one = { account: 'a1', name: 'Crustdata, production', alert: low };
    expect(announcement([one], {})).toBe('Crustdata, production: 240 of 5,000 credits left.');
    expect(announcement([one, one, one, one, one], {})).toMatch(/ And 2 more alerts\.$/);
    expect(announcement([one], { mask: true })).not.toMatch(/\d/);
  });
});

describe('the live region', () => {
  const show = (alerts: Alert[], rest: Parameters<typeof appState>[1] = {}) =>
    act(() => useStore.setState({ state: { ...state(alerts), ...rest } }));
  const said = () => screen.getByRole('status').textContent;

  it('says nothing of what held at first, and each beginning once', () => {
    show([low]);
    render(<AlertAnnouncer />);
    expect(said()).toBe('');
    show([low, alert('burn-spike', 'warning', 'Burn is 4 times the usual.')]);
    expect(said()).toBe('Crustdata, production: Burn is 4 times the usual.');
    show([low, alert('burn-spike', 'warning', 'Burn is 5 times the usual.')]);
    expect(said()).toBe('Crustdata, production: Burn is 4 times the usual.');
  });

  it('says nothing when the demo takes the place of the real accounts', () => {
    show([]);
    render(<AlertAnnouncer />);
    show([low], { mode: 'demo' });
    expect(said()).toBe('');
  });

  it('forgets what it said when amounts are hidden', () => {
    show([]);
    render(<AlertAnnouncer />);
    show([low]);
    expect(said()).toContain('240');
    const { preferences } = state([]);
    show([low], { preferences: { ...preferences, maskAmounts: true } });
    expect(said()).toBe('');
  });
});
