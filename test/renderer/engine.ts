import { callTRPCProcedure } from '@trpc/server';
import type { ApiContext } from '../../main/engine/api/procedures.ts';
import { appRouter } from '../../main/engine/api/router.ts';
import { useStore } from '../../renderer/state/store.ts';
import { followState } from '../../renderer/state/subscriptions.ts';
import type { TestResult } from '../../shared/api/accounts.ts';
import type { AlertsApi } from '../../shared/api/alerts.ts';
import type { DesktopApi } from '../../shared/api/desktop.ts';
import type { EngineApi } from '../../shared/api/engine.ts';
import type { Bridge } from '../../shared/bridge.ts';
import { type AppState, fail, ok } from '../../shared/model/index.ts';
import { asEntries } from '../helpers/catalogue.ts';
import { providers } from '../helpers/states.ts';

export interface TestEngine {
  /** Commands in the order they came, past the router's own validation. */
  calls: { command: string; input: unknown }[];
  /** Shows another state. */
  push(state: unknown): void;
  /** Sends any message of the state stream, fit or not. */
  send(message: unknown): void;
  /** Sends a message just before the state when the stream is taken up next. */
  beforeNext(message: unknown): void;
  /** How many watch the state. */
  watchers(): number;
  /** Takes the bridge away and empties the store. */
  leave(): void;
}

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
  sendWeeklySummary: async () => ok({ channels: [] }),
  testChannel: async () => ok({}),
  onNotification: () => () => {},
};

/** The outcome of a test that went well. */
export const accepted = {
  ok: true,
  summary: 'It works.',
  balance: '9,406 credits left',
  scope: 'account',
  sameAs: null,
} satisfies TestResult;

/**
 * Connects the page to the real router over the bridge, with an engine behind it that only notes what it is asked. The
 * desktop's commands are there where the first state has a desktop.
 */
export function connect(
  first: AppState,
  answers: Partial<EngineApi> = {},
  desktopAnswers: Partial<DesktopApi> = {},
): TestEngine {
  let state: unknown = first;
  const listeners = new Set<(state: unknown) => void>();
  const early: unknown[] = [];
  const calls: TestEngine['calls'] = [];
  const account = () => ok(first.accounts[0] ?? never('there is no account'));
  const engine: EngineApi = {
    state: () => first,
    subscribe: () => () => {},
    addAccount: async () => account(),
    testCredential: async () => ok(accepted),
    sameKey: async () => ok({ sameAs: null }),
    tryProvider: async () => never('no provider is tried'),
    addProvider: async () => ok({ id: 'acme', name: 'Acme' }),
    removeProvider: async () => ok({}),
    listOwnProviders: async () => ok([]),
    replaceCredential: async () => account(),
    spend: async () => never('nobody asks for spend'),
    statement: async () => never('no statement is asked for'),
    exportSpend: async () => ok({ text: '' }),
    priceGrant: async () => ok({}),
    setBudget: async () => never('no budget is set'),
    removeBudget: async () => ok({}),
    setCurrency: async () => ok({}),
    setRate: async () => ok({}),
    removeRate: async () => ok({}),
    planFit: async () => ok(null),
    forecast: async () => ({ ok: true, value: [] }),
    editAccount: async () => account(),
    removeAccount: async () => ok({}),
    restoreAccount: async () => ok({ id: 'a1', label: 'production', renamedFrom: null }),
    orderAccounts: async () => ok({}),
    renameTag: async () => ok({ accounts: 1 }),
    revealCredential: async () => ok({ values: {} }),
    addGrant: async () => account(),
    removeGrant: async () => account(),
    logUsage: async () => account(),
    listUses: async () => ok({ entries: [], more: false, days: [], earlier: null }),
    removeUse: async () => ok({ id: 'u1', at: 0, loggedAt: 0, amount: 1, error: null }),
    correctDay: async () => ok({ before: 0, id: null }),
    refresh: async () => ok({}),
    report: async () => ok({ text: 'A report.' }),
    unlock: async () => ok({}),
    changePassphrase: async () => ok({}),
    resetPassphrase: async () => ok({ setAside: 'credentials.age.forgotten-2026-11-27' }),
    keepInKeyring: async () => ok({}),
    history: async () => ok([]),
    catalogue: async () => ok(asEntries(providers)),
    rateCard: async () => ok(null),
    exportHistory: async () => ok({ text: 'time,pool,remaining', count: 0 }),
    exportBackup: async () => ok({ text: '{}' }),
    importBackup: async () => never('nothing is imported'),
    setPreferences: async () => ok({}),
    dismissNotice: async () => ok({}),
    makeUsageToken: async () => ok({ token: 'invented-token' }),
    makeToken: async () => ok({ token: 'invented-token', label: 'read' }),
    listTokens: async () => ok([]),
    revokeToken: async () => ok({}),
    alerts: silentAlerts,
    ...answers,
  };
  const desktop: DesktopApi = {
    setLaunchAtLogin: async () => ok({}),
    setShortcut: async () => ok({}),
    checkForUpdates: async () => ok({}),
    restartToUpdate: async () => ok({}),
    showAbout: async () => ok({}),
    copyCredential: async () => ok({}),
    ...desktopAnswers,
  };
  const ctx: ApiContext = {
    engine: () => engine,
    demo: { start: async () => {}, stop: async () => {}, onChange: () => () => {} },
    ...(first.desktop !== null && { desktop }),
  };
  const send = (message: unknown) => {
    for (const listener of [...listeners]) listener(message);
  };
  const bridge: Bridge = {
    async call(path, type, input) {
      calls.push({ command: path, input });
      try {
        const getRawInput = async () => input;
        const signal = undefined;
        const data = await callTRPCProcedure({
          router: appRouter,
          path,
          type,
          getRawInput,
          ctx,
          signal,
          batchIndex: 0,
        });
        return { ok: true, data };
      } catch {
        return { ok: false, message: 'The router refused it.' };
      }
    },
    onState(listener) {
      listeners.add(listener);
      for (const message of early.splice(0)) listener(message);
      listener({ kind: 'whole', state });
      return () => listeners.delete(listener);
    },
    openDashboard: (path) => void calls.push({ command: 'openDashboard', input: path }),
    hidePopover: () => void calls.push({ command: 'hidePopover', input: undefined }),
    setPopoverHeight: () => {},
    recordShortcut: (isRecording) => void calls.push({ command: 'recordShortcut', input: isRecording }),
  };
  window.fuelgauge = bridge;
  useStore.setState({ state: null, connection: 'connecting', catalogue: null });
  const stop = followState();
  return {
    calls,
    push(next) {
      state = next;
      send({ kind: 'whole', state });
    },
    send,
    beforeNext: (message) => void early.push(message),
    watchers: () => listeners.size,
    leave() {
      stop();
      delete window.fuelgauge;
      useStore.setState({ state: null, connection: 'connecting', catalogue: null });
      window.location.hash = '';
      delete document.documentElement.dataset.theme;
    },
  };
}

function never(why: string): never {
  throw new Error(why);
}
