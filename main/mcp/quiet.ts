import type { AppState, ReadErrorKind } from '../../shared/model/index.ts';
import { plainLines } from '../../shared/plain-text.ts';

// What an agent reads goes on to a model, often at another company. So it gets no address of a server, and of texts that others
// wrote (labels, notes, plans, names of pools) only plain ones of a bounded length. What they say stays: it is data, and the
// descriptions of the tools say so.

const errorWords: Record<ReadErrorKind, string> = {
  'bad-credential': 'The provider rejected the key.',
  'limited-scope': 'The key cannot read the balance.',
  exhausted: 'The provider says that the credits are used up.',
  'rate-limited': 'The provider wants fewer requests.',
  unavailable: 'The provider could not be reached, or did not answer as usual.',
  'timed-out': 'The provider did not answer in time.',
  offline: 'This computer could not reach the provider.',
  malformed: 'The provider’s answer could not be read.',
  refused: 'The connection to the provider was refused.',
};

/** The state without the messages of providers and networks, which may name a host or hold anything. */
export function quietState(state: AppState): AppState {
  return {
    ...state,
    accounts: state.accounts.map((account) => {
      const { error } = account.health;
      if (error === null) return account;
      const words = errorWords[error.kind];
      return {
        ...account,
        health: { ...account.health, error: { ...error, message: words } },
        alerts: account.alerts.map((alert) => ({
          ...alert,
          text: alert.text.replaceAll(error.message, words),
        })),
      };
    }),
  };
}

const longestText = 500;
const leftOut = '(address left out)';

/** Text from outside, for an agent. `hosts`: the names that it must not have. */
export function quietText(text: string, hosts: readonly string[], longest = longestText): string {
  const plain = hosts.reduce(
    (rest, host) => rest.replaceAll(host, leftOut),
    plainLines(text).replaceAll(/\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s“”"'<>)]+/gi, leftOut),
  );
  return plain.length > longest ? `${plain.slice(0, longest).toWellFormed()}…` : plain;
}

/** Every text in a JSON value, as `quietText` has it. */
export function quietJson(value: unknown, hosts: readonly string[]): unknown {
  if (typeof value === 'string') return quietText(value, hosts);
  if (Array.isArray(value)) return value.map((each) => quietJson(each, hosts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, quietJson(each, hosts)]));
}

/** The names of the servers that are asked or written to, longest first. */
export const hostsOf = ({ hosts }: Pick<AppState, 'hosts'>): string[] =>
  hosts
    .map(({ host }) => host)
    .filter((host) => host.includes('.') || host.includes(':'))
    .toSorted((a, b) => b.length - a.length);
