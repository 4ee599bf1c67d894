import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import {
  accountStateSchema,
  amountSchema,
  appStateSchema,
  channelStateSchema,
  daySchema,
  episodeSchema,
  type ForecastPoint,
  fail,
  forecastPointSchema,
  grantKindSchema,
  instantSchema,
  notificationSchema,
  preferencesPatchSchema,
  type RateCard,
  rateCardSchema,
  readErrorSchema,
  rolloverSchema,
  tagsSchema,
} from '../../../shared/model/index.ts';
import {
  type AlertsApi,
  accountRulesInput,
  addChannelInput,
  alertHistoryInput,
  alertRulesPatch,
  editChannelInput,
  muteInput,
  previewedAlertSchema,
  previewInput,
  snoozeInput,
} from './alerts.ts';
import type { DesktopApi } from './desktop.ts';
import { type CommandResult, type Done, done, resultOf } from './result.ts';
import { openStateStream } from './state-stream.ts';

// The contract between the engine and its shells: commands go in, one read-only state comes out.
// The renderer imports the type `AppRouter` from here and nothing else of `main/`.

export type { CommandResult } from './result.ts';

const accountId = z.string().min(1);
const credentialValues = z.record(z.string(), z.string());

/** Field id → value, kept in the vault; or field id → name of an environment variable, of which only the name is kept. */
const givenCredential = z.discriminatedUnion('from', [
  z.object({ from: z.literal('values'), values: credentialValues }),
  z.object({ from: z.literal('environment'), variables: credentialValues }),
]);
export type GivenCredential = z.infer<typeof givenCredential>;

export const addAccountInput = z.object({
  provider: z.string(),
  label: z.string(),
  credential: givenCredential,
});
/** Null takes a fact back; a missing field leaves it as it is. */
export const editAccountInput = z.object({
  account: accountId,
  label: z.string().optional(),
  /** All of them, in the person's order; those that differ only in case are one. */
  tags: tagsSchema.optional(),
  plan: z.string().nullable().optional(),
  cycleStart: daySchema.nullable().optional(),
  refill: amountSchema.nonnegative().nullable().optional(),
  rollover: rolloverSchema.nullable().optional(),
  paused: z.boolean().optional(),
  /** Milliseconds; never below the provider's shortest useful interval. */
  intervalMs: z.number().int().positive().nullable().optional(),
});
export const addGrantInput = z.object({
  account: accountId,
  amount: amountSchema.positive(),
  kind: grantKindSchema.exclude(['refill']).default('topup'),
  grantedAt: instantSchema.optional(),
  /** Missing: after the provider's lifetime of top-ups. Null: never. */
  expiresAt: instantSchema.nullable().optional(),
});
export const logUsageInput = z.object({
  account: accountId,
  amount: amountSchema.nonnegative(),
  at: instantSchema.optional(),
  /** Repeating a call with the same id records it once. */
  id: z.string().max(200).optional(),
  /** An error code that the provider answered, such as `daily_credit_cap_exceeded`. */
  error: z.string().max(100).optional(),
});
export const historyInput = z.object({
  account: accountId,
  pool: z.string(),
  from: instantSchema,
  to: instantSchema,
  /** At most so many points come back. */
  points: z.number().int().min(2).max(5000).default(600),
});
export const historyPointSchema = z.object({ t: instantSchema, remaining: amountSchema });
export const testResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), summary: z.string() }),
  z.object({ ok: z.literal(false), error: readErrorSchema.extend({ advice: z.string() }) }),
]);

export type AddAccountInput = z.infer<typeof addAccountInput>;
export type EditAccountInput = z.infer<typeof editAccountInput>;
export type AddGrantInput = z.infer<typeof addGrantInput>;
export type LogUsageInput = z.infer<typeof logUsageInput>;
export type HistoryInput = z.infer<typeof historyInput>;
export type HistoryPoint = z.infer<typeof historyPointSchema>;
export type TestResult = z.infer<typeof testResultSchema>;

type AppState = z.infer<typeof appStateSchema>;
type AccountState = z.infer<typeof accountStateSchema>;
type PreferencesPatch = z.infer<typeof preferencesPatchSchema>;

/** What the shells can ask of the engine. Every `account` is an id or an unambiguous label. */
export interface EngineApi {
  state(): AppState;
  /** Calls the listener after every change of state, until the returned function is called. */
  subscribe(listener: (state: AppState) => void): () => void;
  addAccount(input: AddAccountInput): Promise<CommandResult<AccountState>>;
  /** Asks the provider once with the given values; nothing is kept. */
  testCredential(input: {
    provider: string;
    values: Record<string, string>;
  }): Promise<CommandResult<TestResult>>;
  replaceCredential(input: {
    account: string;
    credential: GivenCredential;
  }): Promise<CommandResult<AccountState>>;
  editAccount(input: EditAccountInput): Promise<CommandResult<AccountState>>;
  removeAccount(input: { account: string }): Promise<CommandResult<Done>>;
  addGrant(input: AddGrantInput): Promise<CommandResult<AccountState>>;
  removeGrant(input: { account: string; grant: string }): Promise<CommandResult<AccountState>>;
  logUsage(input: LogUsageInput): Promise<CommandResult<AccountState>>;
  /** Asks now, within each provider's shortest interval; without an account, all. Resolves when all have answered. */
  refresh(input: { account?: string | undefined }): Promise<CommandResult<Done>>;
  /** Opens the vault, or sets its passphrase with the first credential. */
  unlock(input: { passphrase: string }): Promise<CommandResult<Done>>;
  history(input: HistoryInput): Promise<CommandResult<HistoryPoint[]>>;
  /** What is expected to be left of a pool from now on; empty while learning. */
  forecast(input: { account: string; pool: string }): Promise<CommandResult<ForecastPoint[]>>;
  /** What a provider's operations cost; null where its prices are not known. */
  rateCard(input: { provider: string }): Promise<CommandResult<RateCard | null>>;
  setPreferences(input: PreferencesPatch): Promise<CommandResult<Done>>;
  dismissNotice(input: { text: string }): Promise<CommandResult<Done>>;
  /** Makes a new bearer token for POST /v1/usage; the old one is void. Shown once, kept only as a hash. */
  makeUsageToken(): Promise<CommandResult<{ token: string }>>;
  alerts: AlertsApi;
}

/** What a shell gives the router: the engine in charge (the live one, or the demo's) and the switch between them. */
export interface ApiContext {
  engine(): EngineApi;
  /** Null where the shell has no demo of its own. */
  demo: { start(): Promise<void>; stop(): Promise<void>; onChange(listener: () => void): () => void } | null;
  /** Missing in other shells than the desktop’s. */
  desktop?: DesktopApi;
}

const t = initTRPC.context<ApiContext>().create({
  // Never a stack trace in an answer, whatever NODE_ENV says.
  isDev: false,
  // The ping tells a quiet stream from a dead one, for the page and for the server's socket alike.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});
const command = t.procedure;

const alertsRouter = t.router({
  history: command
    .input(alertHistoryInput)
    .output(resultOf(z.array(episodeSchema)))
    .query(({ ctx, input }) => ctx.engine().alerts.history(input)),
  acknowledge: command
    .input(z.object({ episode: z.string() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.acknowledge(input)),
  snooze: command
    .input(snoozeInput)
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.snooze(input)),
  mute: command
    .input(muteInput)
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.mute(input)),
  setRules: command
    .input(alertRulesPatch)
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.setRules(input)),
  setAccountRules: command
    .input(accountRulesInput)
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.setAccountRules(input)),
  preview: command
    .input(previewInput)
    .output(resultOf(z.array(previewedAlertSchema)))
    .query(({ ctx, input }) => ctx.engine().alerts.preview(input)),
  addChannel: command
    .input(addChannelInput)
    .output(resultOf(channelStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().alerts.addChannel(input)),
  editChannel: command
    .input(editChannelInput)
    .output(resultOf(channelStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().alerts.editChannel(input)),
  removeChannel: command
    .input(z.object({ id: z.string() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.removeChannel(input)),
  testChannel: command
    .input(z.object({ id: z.string() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().alerts.testChannel(input)),
  /** For open pages in browser mode. */
  onNotification: command.subscription(async function* ({ ctx, signal }) {
    const waiting: z.infer<typeof notificationSchema>[] = [];
    let wake: () => void = () => {};
    const leave = ctx.engine().alerts.onNotification((notification) => {
      waiting.push(notification);
      wake();
    });
    signal?.addEventListener('abort', () => wake());
    try {
      while (!signal?.aborted) {
        for (const next of waiting.splice(0)) yield notificationSchema.parse(next);
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (waiting.length > 0 || signal?.aborted) resolve();
        });
      }
    } finally {
      leave();
    }
  }),
});

const notHere = (): CommandResult<never> =>
  fail({ kind: 'not-supported', message: 'Only the desktop app can do this.' });

const desktopRouter = t.router({
  setLaunchAtLogin: command
    .input(z.object({ on: z.boolean() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.desktop?.setLaunchAtLogin(input) ?? notHere()),
  setShortcut: command
    .input(z.object({ accelerator: z.string().max(60).nullable() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.desktop?.setShortcut(input) ?? notHere()),
  checkForUpdates: command
    .output(resultOf(done))
    .mutation(({ ctx }) => ctx.desktop?.checkForUpdates() ?? notHere()),
  restartToUpdate: command
    .output(resultOf(done))
    .mutation(({ ctx }) => ctx.desktop?.restartToUpdate() ?? notHere()),
  showAbout: command.output(resultOf(done)).mutation(({ ctx }) => ctx.desktop?.showAbout() ?? notHere()),
});

export const appRouter = t.router({
  alerts: alertsRouter,
  desktop: desktopRouter,
  state: command.output(appStateSchema).query(({ ctx }) => ctx.engine().state()),
  /** The state at once, then what changes of it. */
  onState: command.subscription(async function* ({ ctx, signal }) {
    let wake: () => void = () => {};
    const stream = openStateStream(ctx, () => wake());
    signal?.addEventListener('abort', () => wake());
    try {
      while (!signal?.aborted) {
        const push = stream.next();
        if (push) yield push;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
    } finally {
      stream.leave();
    }
  }),
  addAccount: command
    .input(addAccountInput)
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().addAccount(input)),
  testCredential: command
    .input(z.object({ provider: z.string(), values: credentialValues }))
    .output(resultOf(testResultSchema))
    .mutation(({ ctx, input }) => ctx.engine().testCredential(input)),
  replaceCredential: command
    .input(z.object({ account: accountId, credential: givenCredential }))
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().replaceCredential(input)),
  editAccount: command
    .input(editAccountInput)
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().editAccount(input)),
  removeAccount: command
    .input(z.object({ account: accountId }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().removeAccount(input)),
  addGrant: command
    .input(addGrantInput)
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().addGrant(input)),
  removeGrant: command
    .input(z.object({ account: accountId, grant: z.string() }))
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().removeGrant(input)),
  logUsage: command
    .input(logUsageInput)
    .output(resultOf(accountStateSchema))
    .mutation(({ ctx, input }) => ctx.engine().logUsage(input)),
  refresh: command
    .input(z.object({ account: accountId.optional() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().refresh(input)),
  unlock: command
    .input(z.object({ passphrase: z.string() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().unlock(input)),
  history: command
    .input(historyInput)
    .output(resultOf(z.array(historyPointSchema)))
    .query(({ ctx, input }) => ctx.engine().history(input)),
  forecast: command
    .input(z.object({ account: accountId, pool: z.string() }))
    .output(resultOf(z.array(forecastPointSchema)))
    .query(({ ctx, input }) => ctx.engine().forecast(input)),
  rateCard: command
    .input(z.object({ provider: z.string() }))
    .output(resultOf(rateCardSchema.nullable()))
    .query(({ ctx, input }) => ctx.engine().rateCard(input)),
  setPreferences: command
    .input(preferencesPatchSchema)
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().setPreferences(input)),
  dismissNotice: command
    .input(z.object({ text: z.string() }))
    .output(resultOf(done))
    .mutation(({ ctx, input }) => ctx.engine().dismissNotice(input)),
  makeUsageToken: command
    .output(resultOf(z.object({ token: z.string() })))
    .mutation(({ ctx }) => ctx.engine().makeUsageToken()),
  startDemo: command.output(done).mutation(async ({ ctx }) => {
    await ctx.demo?.start();
    return {};
  }),
  stopDemo: command.output(done).mutation(async ({ ctx }) => {
    await ctx.demo?.stop();
    return {};
  }),
});
export type AppRouter = typeof appRouter;
