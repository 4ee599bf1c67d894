export { api, outcome } from './client.ts';
export { useNow, usePlace } from './now.ts';
export { useAccount, useAppState, useProvider, useStore } from './store.ts';
