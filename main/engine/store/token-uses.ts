import { join } from 'node:path';
import { z } from 'zod';
import { instantSchema } from '../../../shared/model/index.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import { readWhole, writeWhole } from './files.ts';

const fileSchema = z.object({ version: z.literal(1), uses: z.record(z.string(), instantSchema) });

/** When each token was last used, by its hash: in a file of its own, because a use must not count as a change of the settings. */
export interface TokenUses {
  /** Writes at most once a minute for each token. `known`: the hashes of all tokens, so that others are forgotten. */
  note(hash: string, known: readonly string[]): void;
  /** Null: never. */
  lastOf(hash: string): number | null;
}

/** `now` in epoch milliseconds. */
export function createTokenUses(home: string, now: () => number): TokenUses {
  const file = join(home, 'token-uses.json');
  const noted = new Map<string, number>();
  return {
    note(hash, known) {
      const at = now();
      // Also after the clock was set back.
      if (Math.abs(at - (noted.get(hash) ?? -Infinity)) < minuteMs) return;
      noted.set(hash, at);
      const kept = Object.entries(read(file)).filter(([each]) => known.includes(each));
      try {
        writeWhole(file, JSON.stringify({ version: 1, uses: { ...Object.fromEntries(kept), [hash]: at } }));
      } catch {
        // A full or read-only disk must not keep a script out.
      }
    },
    lastOf: (hash) => read(file)[hash] ?? null,
  };
}

function read(file: string): Record<string, number> {
  try {
    return fileSchema.parse(JSON.parse(readWhole(file)?.toString('utf8') ?? '')).uses;
  } catch {
    return {};
  }
}
