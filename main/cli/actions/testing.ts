import type { GivenCredential, SameKey, TestResult } from '../../../shared/api/accounts.ts';
import type { AddedJson } from '../../../shared/json/accounts.ts';
import {
  type CommandError,
  ok,
  type ProviderInfo,
  type ReadError,
  type Result,
} from '../../../shared/model/index.ts';
import { titleInQuotes } from '../../../shared/names.ts';
import { checksAreOff } from '../../../shared/paid-checks.ts';
import { seesWords } from '../../../shared/summary/sees.ts';
import type { Engine } from '../../engine/engine.ts';
import { printError } from '../terminal.ts';
import { plain } from '../text/table.ts';

/** What is known of a credential before it is kept. */
export interface Kept {
  /** `unreachable`: nobody could tell. */
  tested: AddedJson['tested'];
  balance: string | null;
  sameAs: SameKey | null;
  /** What to tell beside “Added”; empty: there was nothing to test. */
  line: string;
}

/** A credential that would be kept, and for what. */
interface Candidate {
  provider: ProviderInfo;
  credential: GivenCredential;
  /** The id of the account whose credential it replaces. */
  account?: string;
  paidChecks: boolean | undefined;
  /** False: `--no-test`. */
  test: boolean;
}

/**
 * Asks the provider about a credential before it is kept. Null: it was rejected, and why has been said. `nothing` says what
 * stays as it was then.
 */
export async function testFirst(
  engine: Engine,
  { provider, credential, account, paidChecks, test }: Candidate,
  nothing: string,
): Promise<Result<Kept | null, CommandError>> {
  const input = { provider: provider.id, credential, ...(account !== undefined && { account }) };
  if (provider.balance === 'ledger')
    return ok({ tested: 'not-tested', balance: null, sameAs: null, line: '' });
  if (!test || checksAreOff({ paidChecks }, provider)) {
    const same = await engine.sameKey(input);
    if (!same.ok) return same;
    return ok({ tested: 'not-tested', balance: null, sameAs: same.value.sameAs, line: 'Not tested.' });
  }
  const result = await engine.testCredential({ ...input, paidChecks });
  if (!result.ok) return result;
  const { value } = result;
  if (!value.ok && value.rejected) {
    printError(rejectedWords(provider, value.error, nothing));
    return ok(null);
  }
  return ok(keptWords(provider, value));
}

/** `The API key was not accepted: ScraperAPI … Nothing was added. Correct it, or keep it anyway with --no-test.` */
function rejectedWords({ credentialFields }: ProviderInfo, error: ReadError, nothing: string): string {
  const [only, ...others] = credentialFields;
  const what = only === undefined || others.length > 0 ? 'credential' : only.label;
  return plain(
    `The ${what} was not accepted: ${error.message} ${nothing} Correct it, or keep it anyway with --no-test.`,
  );
}

function keptWords({ name }: ProviderInfo, result: TestResult): Kept {
  const { sameAs } = result;
  if (!result.ok) {
    const { kind, message, advice } = result.error;
    if (kind === 'exhausted')
      return { tested: 'accepted', balance: null, sameAs, line: `It works. ${message} ${advice}` };
    return {
      tested: 'unreachable',
      balance: null,
      sameAs,
      line: `It could not be tested, and is kept: ${message} ${advice}`,
    };
  }
  const { balance, scope } = result;
  const sees = seesWords[scope];
  const line = balance === null ? `${name} accepts it; it ${sees}.` : `${balance}; ${sees}.`;
  return { tested: 'accepted', balance, sameAs, line };
}

/** Says on standard error whose key it is already. */
export function noteSameKey(provider: ProviderInfo, sameAs: SameKey | null): void {
  if (sameAs === null) return;
  const { account, label } = sameAs;
  const whose = sameAs.provider === provider.name ? `“${label}”` : titleInQuotes(sameAs.provider, label);
  printError(
    plain(
      `Note: This is the key of ${whose} (${account}), too. Both ask ${provider.name}, and both warn you.`,
    ),
  );
}
