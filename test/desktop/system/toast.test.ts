import { expect, it } from 'vitest';
import { toastAnswer, toastXml } from '../../../main/desktop/system/toast.ts';
import { xmlOf } from '../../electron/stand-in/toast.ts';
import { outgoing } from '../../helpers/notifications.ts';

it('is read back as it was written, whatever the words are', () => {
  const words = { title: 'A & B <c> "d"', body: 'one\ntwo \u0007and three' };
  const xml = toastXml(outgoing(words), 't1');
  expect(xmlOf(xml)).toMatchObject({
    title: words.title,
    body: 'one\ntwo and three',
    silent: false,
    stays: false,
    buttons: ['Snooze', 'Billing page'],
  });
});

it('stays and has a way out when it is critical, and makes no sound when it is news', () => {
  const xml = toastXml(outgoing({ severity: 'critical', sound: false, actions: ['open'] }), 't1');
  expect(xmlOf(xml)).toMatchObject({ stays: true, silent: true, buttons: [] });
  expect(xml).toContain('activationType="system" arguments="dismiss"');
});

it('says what each click is about, in what Electron hands over', () => {
  const { launch, pressed } = xmlOf(toastXml(outgoing({ account: 'a1', episode: 'a1/low=&/7' }), 't1'));
  const about = { tag: 't1', account: 'a1', episode: 'a1/low=&/7' };
  expect([launch, ...pressed].map(toastAnswer)).toEqual([
    { ...about, action: 'open' },
    { ...about, action: 'snooze' },
    { ...about, action: 'billing' },
  ]);
  // Electron splits at `&` and `=`, and tells handleActivation alone of what is `type=action`.
  for (const given of [launch, ...pressed]) {
    expect(given.split('&').map((part) => part.split('=').length)).toEqual([2, 2, 2]);
    expect(given).toMatch(/^type=action&tag=t1&/);
  }
});

it.each(['', 'type=click', 'type=action&action=0&tag=x', 'answer=e30', 'answer=%%%'])(
  'is not ours: %j',
  (given) => {
    expect(toastAnswer(given)).toBeNull();
  },
);
