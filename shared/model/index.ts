export * from './account.ts';
export * from './errors.ts';
export * from './provider.ts';
export * from './rate-card.ts';
export * from './reading.ts';
export * from './settings.ts';
export * from './state.ts';
export * from './unit.ts';
