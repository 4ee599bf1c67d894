import { type SimulatedAccount, simulateAccount } from './account.ts';
import { type SandboxProvider, scenarios } from './scenarios.ts';
import type { WorldOptions } from './timeline.ts';

/** The simulated accounts of all emulated providers. */
export interface World {
  readonly startAt: number;
  readonly accounts: readonly SimulatedAccount[];
  /** Null: nobody has this key at this provider. */
  find(provider: SandboxProvider, key: string): SimulatedAccount | null;
  /** Advances time for all accounts. A past instant changes nothing. */
  advanceTo(at: number): void;
}

/** Makes a world from the scenarios. It is fully determined by the options and the instants; see `WorldOptions`. */
export function createWorld(options: WorldOptions): World {
  const accounts = scenarios.map((scenario) => simulateAccount(scenario, options));
  return {
    startAt: options.startAt,
    accounts,
    find: (provider, key) =>
      accounts.find((account) => account.provider === provider && account.key === key) ?? null,
    advanceTo(at) {
      for (const account of accounts) account.advanceTo(at);
    },
  };
}
