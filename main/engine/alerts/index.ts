import { fail } from '../../../shared/model/index.ts';
import type { AlertsApi } from '../api-alerts.ts';

const unfinished = async () => fail({ kind: 'not-supported' as const, message: 'Not yet.' });

export const unfinishedAlerts: AlertsApi = {
  history: unfinished,
  acknowledge: unfinished,
  snooze: unfinished,
  mute: unfinished,
  setRules: unfinished,
  setAccountRules: unfinished,
  preview: unfinished,
  addCarrier: unfinished,
  editCarrier: unfinished,
  removeCarrier: unfinished,
  testCarrier: unfinished,
  onNotification: () => () => {},
};
