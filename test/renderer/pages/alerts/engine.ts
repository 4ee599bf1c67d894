import type { AlertsApi } from '../../../../main/engine/api/alerts.ts';
import { fail, ok } from '../../../../shared/model/index.ts';

export type { AlertsApi } from '../../../../main/engine/api/alerts.ts';
export { connect, type TestEngine } from '../../engine.ts';

/** Carries out every command about alerts, and has nothing to tell. */
export const silentAlerts: AlertsApi = {
  history: async () => ok([]),
  acknowledge: async () => ok({}),
  snooze: async () => ok({}),
  mute: async () => ok({}),
  setRules: async () => ok({}),
  setAccountRules: async () => ok({}),
  preview: async () => ok([]),
  addChannel: async () => fail({ kind: 'not-supported', message: 'Not here.' }),
  editChannel: async () => fail({ kind: 'not-supported', message: 'Not here.' }),
  removeChannel: async () => ok({}),
  testChannel: async () => ok({}),
  onNotification: () => () => {},
};
