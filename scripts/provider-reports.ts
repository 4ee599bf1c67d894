import type { Provider } from '../main/providers/contract/provider.ts';
import { type Report, reportSchema } from '../shared/catalogue/entry.ts';
import { ok, type Reading } from '../shared/model/index.ts';
import { type Fixture, now } from '../test/providers/fixtures.ts';

// What a provider reports, seen rather than said: its fixture's answers are read, and the catalogue names what they contain.

/** What the readings of a fixture's answers contain, in the order of the catalogue. */
export async function reportsOf(provider: Provider, fixture: Fixture | undefined): Promise<Report[]> {
  const found = new Set<Report>();
  for (const { steps } of fixture?.answers ?? []) {
    let asked = 0;
    const request = async () => {
      const step = steps[asked];
      asked += 1;
      return ok(step ?? { status: 599, headers: {}, body: '' });
    };
    const result = await provider.read({ credential: fixture?.credential ?? {}, now, request });
    if (result.ok) for (const report of contents(result.value)) found.add(report);
  }
  return reportSchema.options.filter((report) => found.has(report));
}

function contents({ pools, caps, dailyUse, plan }: Reading): Report[] {
  const isThere: Record<Report, boolean> = {
    left: pools.some(({ remaining }) => remaining !== null),
    used: pools.some(({ used, remaining }) => used !== null && remaining === null),
    limit: pools.some(({ limit }) => limit !== null),
    reset:
      pools.some(({ cycle }) => cycle?.renewsAt != null) || caps.some(({ resetsAt }) => resetsAt !== null),
    expiry: pools.some(({ grants }) => grants.some(({ expiresAt }) => expiresAt !== null)),
    caps: caps.length > 0,
    'daily use': dailyUse.length > 0,
    plan: plan !== null,
  };
  return reportSchema.options.filter((report) => isThere[report]);
}
