import { alertCommands, channelCommands } from '../../../shared/api/alerts.ts';
import { done } from '../../../shared/api/contract.ts';
import { desktopCommands } from '../../../shared/api/desktop.ts';
import { engineCommands } from '../../../shared/api/engine.ts';
import type { AppState } from '../../../shared/model/index.ts';
import { procedure, procedures, router } from './procedures.ts';
import { notifications, stateChanges } from './subscriptions.ts';

// The renderer imports the type `AppRouter` from here, and nothing else from `main/`.

export const appRouter = router({
  ...procedures(engineCommands, (context) => context.engine()),
  alerts: router({
    ...procedures(alertCommands, (context) => context.engine().alerts),
    ...procedures(channelCommands, (context) => context.engine().alerts),
    /** For open pages in browser mode. */
    onNotification: procedure.subscription(({ ctx, signal }) => notifications(ctx, signal)),
  }),
  desktop: router(procedures(desktopCommands, (context) => context.desktop)),
  /** Not checked as a whole: the engine has checked each account, so that a fault in one does not reach the others. */
  state: procedure.query(({ ctx }): AppState => ctx.engine().state()),
  /** The whole state, then its changes. */
  onState: procedure.subscription(({ ctx, signal }) => stateChanges(ctx, signal)),
  startDemo: procedure.output(done).mutation(async ({ ctx }) => {
    await ctx.demo?.start();
    return {};
  }),
  stopDemo: procedure.output(done).mutation(async ({ ctx }) => {
    await ctx.demo?.stop();
    return {};
  }),
});
export type AppRouter = typeof appRouter;
