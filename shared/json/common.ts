import { z } from 'zod';
import { statusInstantSchema } from '../model/status-json.ts';

/** In every JSON that we print, because the next version may have to change what the keys mean. Keys are only ever added. */
export const firstVersion = { schemaVersion: z.literal(1) };

/** ISO 8601 in UTC. */
export const instant = statusInstantSchema;
export const instantOrNull = statusInstantSchema.nullable();
