export type { AlertsApi } from '../../../../shared/api/alerts.ts';
export { connect, silentAlerts, type TestEngine } from '../../engine.ts';
