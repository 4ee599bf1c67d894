import { systemClock } from '../../engine/clock.ts';
import { endsWithin } from '../../engine/deadline.ts';
import { endpointsFromEnvironment } from '../../engine/network/endpoints.ts';
import { followMeterPreference } from '../../meter/follow.ts';
import { createDemoSwitch, pollWhileInCharge } from '../../sandbox/demo-switch.ts';
import { rendererFolder, startServer } from '../../server/server.ts';
import { channelMaker } from '../channels.ts';
import { openSession } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { passphraseFrom } from '../input/passphrase.ts';
import { isOpen, type PlaceOptions, placeFrom, whyNotOpen } from '../input/place.ts';
import { signInTokenFrom } from '../input/sign-in-token.ts';
import { optional, parsePort } from '../input/values.ts';
import { addressFor, openInBrowser } from '../open-from-notification.ts';
import { untilStopped } from '../signals.ts';
import { print, printError } from '../terminal.ts';

export interface ServeOptions extends PlaceOptions {
  demo?: boolean;
}

/** Browser mode until SIGINT, SIGTERM or SIGHUP. */
export async function serve(options: ServeOptions): Promise<Outcome> {
  const place = placeFrom(options);
  if (!place.ok) return place;
  const standIns = endpointsFromEnvironment(process.env);
  if (!standIns.ok) return standIns;
  const signInToken = signInTokenFrom(process.env);
  if (!signInToken.ok) return signInToken;
  const channels = channelMaker(standIns.value);
  let origin: string | null = null;
  const opened = openSession('browser', {
    channels,
    openFromNotification: (account, action) => {
      if (origin !== null)
        void openInBrowser(addressFor({ account, action }, origin, context.engine().state()));
    },
  });
  if (!opened.ok) return opened;
  const { engine, home, log, environment, settings, close } = opened.value;
  const context = createDemoSwitch(engine, async () => {
    const { createDemo } = await import('../../sandbox/demo.ts');
    return createDemo({ shell: 'browser', channels });
  });
  const stopped = untilStopped();
  let closeServer = async () => {};
  let closeAll = close;
  try {
    const refused = isOpen(place.value) ? whyNotOpen(settings.get(), signInToken.value) : null;
    if (refused) return refused;
    const server = await startServer({
      home,
      context,
      live: engine,
      shown: () => (options.demo ? context.engine() : engine),
      rendererDir: rendererFolder(),
      ...place.value,
      signInToken: signInToken.value,
      log,
    });
    if (!server.ok) return server;
    closeServer = server.value.close;
    origin = server.value.origin;
    engine.setUsageAddress(`${origin}/v1/usage`);
    if (isOpen(place.value)) printError(inTheOpen);
    const meter = followMeterPreference(opened.value, { environment, now: systemClock.now });
    closeAll = () => meter.stop().then(close);
    for (const notice of engine.state().notices) printError(`Note: ${notice}`);
    const given = passphraseFrom(environment);
    const unlocked = !given.ok
      ? given
      : given.value === null
        ? await engine.unlockFromKeyring()
        : await engine.unlock({ passphrase: given.value });
    if (!unlocked.ok) printError(`Your keys stay locked: ${unlocked.error.message}`);
    if (options.demo) await context.demo.start();
    const polling = pollWhileInCharge(context, engine);
    print(server.value.address);
    await stopped;
    polling.leave();
  } finally {
    await ending(Promise.all([closeServer(), context.demo.stop(), closeAll()]));
  }
  return { ok: true, value: exitCodes.done };
}

const inTheOpen =
  'Note: Other computers can reach Fuelgauge now. Put your own TLS in front: without it, whoever is between can read along.';

const momentMs = 500;
const longestEndMs = 1900;

/** Waits until everything has ended, and says so if that takes a moment. What hangs for longer ends with the process. */
async function ending(work: Promise<unknown>): Promise<void> {
  const told = setTimeout(() => printError('Stopping. What is still running is broken off.'), momentMs);
  const ended = await endsWithin(longestEndMs, work);
  clearTimeout(told);
  if (!ended) process.exit(exitCodes.done);
}

const sandboxSeed = 20261121;

/** The emulated providers until SIGINT, SIGTERM or SIGHUP; on any free port by default. */
export async function serveSandbox(options: { port?: string }): Promise<Outcome> {
  const given = optional(options.port, parsePort);
  if (!given.ok) return given;
  const port = given.value ?? 0;
  const stopped = untilStopped();
  const [{ startSandbox }, { scenarios }] = await Promise.all([
    import('../../sandbox/server.ts'),
    import('../../sandbox/scenarios.ts'),
  ]);
  try {
    const sandbox = await startSandbox({ port, seed: sandboxSeed, speed: 1, now: Date.now });
    print(sandbox.origin);
    for (const [provider, origin] of Object.entries(sandbox.endpoints))
      printError(`FUELGAUGE_ENDPOINT_${provider.toUpperCase().replaceAll('-', '_')}=${origin}`);
    for (const { provider, key } of scenarios) printError(`A key for ${provider}: ${key}`);
    await stopped;
    await sandbox.close();
    return { ok: true, value: exitCodes.done };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return badInput(
      error.code === 'EADDRINUSE'
        ? `Port ${port} is in use by another program. Choose another port, or 0 for any free one.`
        : `The sandbox cannot listen on port ${port} (${error.code}).`,
    );
  }
}
