import { z } from 'zod';
import { tokenStateSchema } from '../model/index.ts';
import { firstVersion, instantOrNull } from './common.ts';

/** `fuelgauge token --list --json`. */
export const tokensJsonSchema = z.object({
  ...firstVersion,
  tokens: z.array(tokenStateSchema.extend({ madeAt: instantOrNull, lastUsedAt: instantOrNull })),
});
export type TokensJson = z.infer<typeof tokensJsonSchema>;
