import { z } from 'zod';

// Every provider can be tried in the demo and against the sandbox: one that is not emulated is stood in for by the first
// answer of its fixture. `npm run providers` writes stand-ins.json from the fixtures.

const stepSchema = z.object({
  method: z.string(),
  path: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
const standInsSchema = z.record(
  z.string(),
  z.object({ credential: z.record(z.string(), z.string()), steps: z.array(stepSchema) }),
);

/** Provider id → the credential that gets its answers, and the answers in order. */
export type StandIns = z.infer<typeof standInsSchema>;
type Step = z.infer<typeof stepSchema>;

/** When the answers of the fixtures were given, by their clock. */
const answeredAt = Date.UTC(2026, 10, 21, 9);

/** Loads what `npm run providers` wrote. */
export async function loadStandIns(): Promise<StandIns> {
  const { default: written } = await import('./stand-ins.json', { with: { type: 'json' } });
  return standInsSchema.parse(written);
}

/** A request, as far as it tells who it is meant for. */
export interface Asked {
  method: string;
  path: string;
  /** Everything that may hold a credential: the query, the headers and the body. */
  text: string;
}

/**
 * The answer of the provider whose credential a request has; null if nobody is meant. Later steps may be signed with what
 * an earlier answer gave, so a path that only one provider has will do.
 */
export function standInFor(standIns: StandIns, asked: Asked): Step | null {
  const text = `${asked.path}\n${asked.text}\n${decodedBasic(asked.text)}`;
  const fitting = Object.values(standIns).flatMap(({ credential, steps }) => {
    const step = steps.find(({ method, path }) => method === asked.method && path === asked.path);
    if (step === undefined) return [];
    const isSigned = Object.values(credential).some((value) => text.includes(value));
    return [{ step, isSigned, isFirst: step === steps[0] }];
  });
  const signed = fitting.find(({ isSigned }) => isSigned);
  const later = fitting.filter(({ isFirst }) => !isFirst);
  return signed?.step ?? (later.length === 1 ? (later[0]?.step ?? null) : null);
}

function decodedBasic(text: string): string {
  const [, pair = ''] = /\bBasic ([A-Za-z0-9+/=]+)/.exec(text) ?? [];
  return Buffer.from(pair, 'base64').toString();
}

const isoDate = /\b20\d\d-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?/g;
const epoch = /(?<![\d.])1[78]\d{8}(\d{3})?(?![\d.])/g;

/** An answer with its dates moved along, so that what renewed in ten days still does. `now` in epoch milliseconds. */
export function movedTo(body: string, now: number): string {
  const passed = now - answeredAt;
  return body
    .replace(isoDate, (date) => {
      const at = Date.parse(date.length > 10 ? `${date}Z` : date);
      return Number.isNaN(at)
        ? date
        : new Date(at + passed).toISOString().slice(0, Math.min(date.length, 23));
    })
    .replace(epoch, (count) =>
      String(Number(count) + (count.length > 10 ? passed : Math.floor(passed / 1000))),
    );
}
