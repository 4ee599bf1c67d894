import type { Account } from '../../shared/model/index.ts';
import type { Provider } from '../providers/contract/provider.ts';

/** An account whose provider this version knows. */
export interface KnownAccount {
  account: Account;
  provider: Provider;
}
