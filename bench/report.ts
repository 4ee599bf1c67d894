/** What exceeded its budget. */
export const missed: string[] = [];

/** Prints one line. Without a budget, the figure is only informative. Counts have an empty unit. */
export function report(what: string, measured: number, unit: string, budget?: number): void {
  const figure = (value: number) =>
    Number.isInteger(value) ? String(value) : value.toFixed(value < 1 ? 3 : value < 10 ? 2 : 0);
  const withUnit = (text: string) => (unit === '' ? text : `${text} ${unit}`);
  const limit = budget === undefined ? '' : `, budget ${withUnit(String(budget))}`;
  process.stdout.write(`${what}: ${withUnit(figure(measured))}${limit}\n`);
  if (budget !== undefined && !(measured <= budget)) missed.push(what);
}

/** Prints why a part cannot be measured here. */
export function skip(what: string, why: string): void {
  process.stdout.write(`${what}: not measured, ${why}\n`);
}

/** NaN if there are no values. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** How many milliseconds the work takes. */
export async function timed(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export interface Use {
  ms: number;
  cpuMs: number;
}

/** The time that the work takes, and this process's CPU time meanwhile. */
export async function used(work: () => Promise<unknown> | unknown): Promise<Use> {
  const before = process.cpuUsage();
  const ms = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000 };
}
