export { api, outcome } from './client.ts';
export { useNow } from './now.ts';
export { useAccount, useAppState, useProvider, useStore } from './store.ts';
