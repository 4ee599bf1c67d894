import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { SandboxClock } from './clock.ts';
import { type Faults, faultKindSchema, faultSchema } from './faults.ts';
import { sandboxProviders } from './scenarios.ts';
import type { World } from './world.ts';

/** Faster than this, a forgotten sandbox would have years to catch up with. */
const fastest = 10_000;

const accountFields = { provider: z.enum(sandboxProviders), key: z.string() };
const amountField = z.number().positive().max(1e9);
const spendSchema = z.strictObject({ ...accountFields, amount: amountField });
const speedSchema = z.strictObject({ speed: z.number().positive().max(fastest) });

interface Controlled {
  world: World;
  clock: SandboxClock;
  faults: Faults;
}

/** Routes to set faults, use credits, top up and change the clock, and an overview of the simulated accounts. */
export function controlRoutes({ world, clock, faults }: Controlled): Hono {
  const routes = new Hono();
  routes.get('/', (c) => c.json(overview({ world, clock, faults })));
  routes.post('/faults', async (c) => {
    const body = await bodyOf(c, faultSchema);
    if (!body.ok) return c.json({ error: body.error }, 400);
    faults.add(body.value);
    return c.json({ faults: faults.list() });
  });
  routes.delete('/faults', (c) => {
    faults.clear();
    return c.json({ faults: [] });
  });
  routes.post('/speed', async (c) => {
    const body = await bodyOf(c, speedSchema);
    if (!body.ok) return c.json({ error: body.error }, 400);
    clock.setSpeed(body.value.speed);
    return c.json({ now: new Date(clock.now()).toISOString(), speed: clock.speed() });
  });
  for (const [path, act] of [
    ['/spend', 'take'],
    ['/topup', 'topUp'],
  ] as const)
    routes.post(path, async (c) => {
      const body = await bodyOf(c, spendSchema);
      if (!body.ok) return c.json({ error: body.error }, 400);
      const { provider, key, amount } = body.value;
      const account = world.find(provider, key);
      if (!account)
        return c.json({ error: `No account at ${provider} has this key. GET /_sandbox/ lists them.` }, 400);
      account.advanceTo(clock.now());
      account[act](amount);
      return c.json({ remaining: finite(account.remaining()) });
    });
  return routes;
}

function overview({ world, clock, faults }: Controlled) {
  const at = clock.now();
  world.advanceTo(at);
  return {
    howTo: [
      `Break an answer: POST /_sandbox/faults {"provider", "key"?, "fault": ${faultKindSchema.options.join(' | ')}, "times"?, "delayMs"? for slow}; DELETE /_sandbox/faults clears all.`,
      'Spend: POST /_sandbox/spend {"provider", "key", "amount"}. Top up: POST /_sandbox/topup with the same fields.',
      `Let time pass faster: POST /_sandbox/speed {"speed": above 0, at most ${fastest}}.`,
      'Point Fuelgauge here: FUELGAUGE_ENDPOINT_<PROVIDER>=http://127.0.0.1:<this port>.',
    ],
    clock: { now: new Date(at).toISOString(), speed: clock.speed() },
    accounts: world.accounts.map((account) => ({
      provider: account.provider,
      key: account.key,
      label: account.scenario.label,
      story: account.scenario.story,
      remaining: finite(account.remaining()),
      usedToday: account.usedToday(),
    })),
    faults: faults.list(),
  };
}

/** JSON has no infinity. */
const finite = (amount: number): number | null => (Number.isFinite(amount) ? amount : null);

type Body<Value> = { ok: true; value: Value } | { ok: false; error: string };

async function bodyOf<Value>(c: Context, schema: z.ZodType<Value>): Promise<Body<Value>> {
  let json: unknown;
  try {
    json = await c.req.json();
  } catch {
    return { ok: false, error: 'The body is not JSON.' };
  }
  const parsed = schema.safeParse(json);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, error: z.prettifyError(parsed.error).replaceAll('\n', ' ') };
}
