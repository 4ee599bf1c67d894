import {
  isMetered,
  loggedWords,
  meterAddress,
  passedWords,
  unreadWords,
  waitingWords,
} from '../../../shared/metering/words.ts';
import { type MeterCounts, ok } from '../../../shared/model/index.ts';
import type { MeteredAccount } from '../../engine/commands/metering.ts';
import { findAccount } from '../../engine/store/accounts.ts';
import { startMeter } from '../../meter/start.ts';
import { openSession, type Session } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { optional, parsePort } from '../input/values.ts';
import { untilStopped } from '../signals.ts';
import { print, printError } from '../terminal.ts';
import { layout, plain } from '../text/table.ts';

/** The meter until SIGINT, SIGTERM or SIGHUP. */
export async function meter(options: { port?: string; account?: string }): Promise<Outcome> {
  const port = optional(options.port, parsePort);
  if (!port.ok) return port;
  const opened = openSession('cli', { watch: true });
  if (!opened.ok) return opened;
  const session = opened.value;
  try {
    const chosen = choose(session, options.account);
    if (!chosen.ok) return chosen;
    const stopped = untilStopped();
    const started = await startMeter({
      engine: session.engine,
      log: session.log,
      port: port.value,
      account: options.account === undefined ? undefined : chosen.value[0]?.id,
      environment: session.environment,
      now: Date.now,
      onChange: createTeller(),
    });
    if (!started.ok) return started;
    // What is logged for weeks stays small, also if nothing else runs.
    session.engine.keepThin();
    tellAddresses(started.value.origin, chosen.value);
    await stopped;
    await started.value.close();
    tellCounts(session, started.value.counts());
    return ok(exitCodes.done);
  } finally {
    await session.close();
  }
}

/** The accounts to count for. */
function choose({ engine, settings }: Session, reference: string | undefined) {
  const metered = engine.meteredAccounts();
  if (reference === undefined)
    return metered.length > 0
      ? ok(metered)
      : badInput(
          `No account can be metered. The meter is for providers that tell no balance (${meteredNames(engine)}); add an account there first.`,
        );
  const found = findAccount(settings.get().accounts, reference);
  if (!found.ok) return found;
  const chosen = metered.filter(({ id }) => id === found.value.id);
  if (chosen.length > 0) return ok(chosen);
  const provider = engine.providers.get(found.value.provider);
  const why =
    provider && provider.balance !== 'ledger'
      ? 'reports its own use. Metering it too would count it twice.'
      : 'does not tell in its answers what they cost.';
  return badInput(`${provider?.name ?? plain(found.value.provider)} ${why}`);
}

const meteredNames = ({ providers }: Session['engine']): string =>
  [...providers.all().values()]
    .filter(isMetered)
    .map(({ name }) => name)
    .join(', ');

function tellAddresses(origin: string, accounts: readonly MeteredAccount[]): void {
  const rows = accounts.map(({ id, label, provider }) => ({
    cells: [meterAddress(origin, id, accounts.length), `${provider.name} “${plain(label)}”`],
  }));
  print(layout(rows));
  printError('Use it as the base address in your program. Press Ctrl-C to stop.');
}

/** Says on the terminal when answers of some kind could not be counted for the first time. */
function createTeller(): (counts: MeterCounts) => void {
  const told = new Set<string>();
  let wasWaiting = false;
  return ({ unread, waiting }) => {
    const isNew = ([reason]: [string, unknown]) => !told.has(reason);
    const news = Object.fromEntries(Object.entries(unread).filter(isNew));
    for (const reason of Object.keys(news)) told.add(reason);
    const late = waitingWords({ waiting });
    if (late !== null && !wasWaiting) printError(late);
    wasWaiting = late !== null;
    for (const words of unreadWords({ unread: news })) printError(`Passed on, not counted: ${words}.`);
  };
}

function tellCounts({ engine }: Session, counts: MeterCounts): void {
  const { accounts, providers } = engine.state();
  const logged = accounts.flatMap((account) => {
    const provider = providers.find(({ id }) => id === account.provider);
    return (provider && loggedWords(counts, account, provider.unit)) ?? [];
  });
  const unread = unreadWords(counts);
  const lost = unread.length === 0 ? [] : [`Not counted: ${unread.join(', ')}.`];
  printError(plain([passedWords(counts), ...logged, ...lost].join(' ')));
}
