import {
  initTRPC,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
  type TRPCRouterRecord,
} from '@trpc/server';
import type { z } from 'zod';
import type { ApiOf, Command, CommandResult, Contract } from '../../../shared/api/contract.ts';
import { resultOf } from '../../../shared/api/contract.ts';
import type { DesktopApi } from '../../../shared/api/desktop.ts';
import type { EngineApi } from '../../../shared/api/engine.ts';
import { fail, storing } from '../../../shared/model/index.ts';

/** What a shell gives the router: the engine that is shown (the live one or the demo's) and the switch between them. */
export interface ApiContext {
  engine(): EngineApi;
  /** Null if the shell has no demo. */
  demo: { start(): Promise<void>; stop(): Promise<void>; onChange(listener: () => void): () => void } | null;
  /** Only in the desktop app. */
  desktop?: DesktopApi;
}

const t = initTRPC.context<ApiContext>().create({
  // No stack traces in responses, whatever NODE_ENV says.
  isDev: false,
  // Pings let both the page and the server notice a dead connection.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});
export const { router, procedure } = t;

/** The types of a command, as the router's clients see them. */
export interface Types<Of extends Command> {
  input: z.input<Of['input']>;
  output: CommandResult<z.output<Of['output']>>;
  meta: object;
}
type Procedures<Commands extends Contract> = {
  [Name in keyof Commands]: Commands[Name]['kind'] extends 'query'
    ? TRPCQueryProcedure<Types<Commands[Name]>>
    : TRPCMutationProcedure<Types<Commands[Name]>>;
};

/**
 * The commands of a contract as tRPC procedures, which validate input and output. `apiOf` returns the implementation; if
 * it returns none, the commands are refused.
 */
export function procedures<Commands extends Contract>(
  commands: Commands,
  apiOf: (context: ApiContext) => ApiOf<Commands> | undefined,
): Procedures<Commands>;
export function procedures(
  commands: Contract,
  apiOf: (context: ApiContext) => ApiOf<Contract> | undefined,
): TRPCRouterRecord {
  return Object.fromEntries(
    Object.entries(commands).map(([name, { kind, input, output }]) => {
      const checked = procedure.input(input).output(resultOf(output));
      const run = ({ ctx, input }: { ctx: ApiContext; input: unknown }) =>
        storing(async () => (await apiOf(ctx)?.[name]?.(input)) ?? notHere);
      return [name, kind === 'query' ? checked.query(run) : checked.mutation(run)];
    }),
  );
}

const notHere = fail({ kind: 'not-supported' as const, message: 'Only the desktop app can do this.' });
