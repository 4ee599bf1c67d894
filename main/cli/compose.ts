import { join } from 'node:path';
import {
  type Account,
  type AppState,
  type CommandError,
  ok,
  type ProviderInfo,
  type Result,
  storing,
  unknownProvider,
} from '../../shared/model/index.ts';
import { createNodeFetch } from '../engine/network/fetch.ts';
import { type OpenEngine, type OpenOptions, openEngine } from '../engine/open-engine.ts';
import { findAccount } from '../engine/store/accounts.ts';
import type { Environment } from '../engine/vault/credentials.ts';
import { createSystemKeyring } from '../engine/vault/keyring.ts';
import { createPassphraseVault } from '../engine/vault/passphrase.ts';
import type { Outcome } from './exit.ts';
import { endProgramsWithUs } from './interrupt.ts';
import { printError } from './terminal.ts';
import { plain } from './text/table.ts';

/** The engine, and the parts of it that commands need. */
export interface Session extends OpenEngine {
  environment: Environment;
}

/** Opens the engine on the data folder. In browser mode, and with `watch`, it also follows changes by other processes. */
export function openSession(
  shell: AppState['shell'],
  options: Pick<OpenOptions, 'channels' | 'openFromNotification' | 'watch'> = {},
): Result<Session, CommandError> {
  const environment = process.env;
  const opened = openEngine({
    watch: shell === 'browser',
    ...options,
    shell,
    mode: 'live',
    environment,
    vault: (home, isExpected) => createPassphraseVault(join(home, 'credentials.age'), isExpected),
    keyring: (home, log) => createSystemKeyring({ home, environment, log }),
    fetch: createNodeFetch(environment),
  });
  return opened.ok ? ok({ ...opened.value, environment }) : opened;
}

/** Runs a command on the engine, then closes the data folder, whatever happens. */
export async function withEngine(
  command: (session: Session) => Promise<Outcome>,
  options: Pick<OpenOptions, 'channels'> = {},
): Promise<Outcome> {
  const session = openSession('cli', options);
  if (!session.ok) return session;
  const told = new Set<string>();
  const leave = endProgramsWithUs();
  try {
    tellNotices(session.value, told);
    const outcome = await storing(() => command(session.value));
    // Such as a history that turned out to be damaged.
    tellNotices(session.value, told);
    await session.value.engine.deleteOverdue();
    return outcome;
  } finally {
    await session.value.close();
    leave();
  }
}

function tellNotices({ engine }: Session, told: Set<string>): void {
  for (const notice of engine.state().notices)
    if (!told.has(notice)) {
      told.add(notice);
      printError(`Note: ${plain(notice)}`);
    }
}

/** Like `withEngine`, for a command about one account. `reference`: as `findAccount` takes it. */
export function withAccount(
  reference: string,
  command: (session: Session & { account: Account; provider: ProviderInfo }) => Promise<Outcome>,
): Promise<Outcome> {
  return withEngine(async (session) => {
    const account = findAccount(session.settings.get().accounts, reference);
    if (!account.ok) return account;
    const provider = session.engine.providers.get(account.value.provider);
    if (!provider) return unknownProvider(account.value.provider);
    return command({ ...session, account: account.value, provider });
  });
}
