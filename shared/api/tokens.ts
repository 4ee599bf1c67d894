import { z } from 'zod';
import { tokenKindSchema, tokenStateSchema } from '../model/index.ts';
import { done, mutation, query } from './contract.ts';

const makeTokenInput = z.object({
  kind: tokenKindSchema.exclude(['usage']),
  /** Missing: its kind, with a number if that is taken. */
  label: z.string().optional(),
});
export type MakeTokenInput = z.output<typeof makeTokenInput>;

/** Commands about the bearer tokens of scripts. Each is shown once and stored only as a hash. */
export const tokenCommands = {
  /** Makes a new bearer token for POST /v1/usage and revokes the old one. */
  makeUsageToken: mutation(z.void(), z.object({ token: z.string() })),
  makeToken: mutation(makeTokenInput, z.object({ token: z.string(), label: z.string() })),
  /** In the order in which they were made, that of POST /v1/usage first. */
  listTokens: query(z.void(), z.array(tokenStateSchema)),
  /** By its label. It lets nobody in from now on. */
  revokeToken: mutation(z.object({ label: z.string() }), done),
};
