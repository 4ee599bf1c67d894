import type { Fetch } from '../engine/network/requester.ts';
import type { Provider } from '../providers/contract/provider.ts';
import type { Sandbox } from './server.ts';

// The demo must never contact a real provider: it offers those that the sandbox answers for, and reaches nothing else.

/** The providers that the sandbox answers for. Where that takes a certain credential, the form says which. */
export function emulated(
  providers: readonly Provider[],
  { endpoints, standIns }: Pick<Sandbox, 'endpoints' | 'standIns'>,
): readonly Provider[] {
  return providers
    .filter(({ id }) => Object.hasOwn(endpoints, id))
    .map((provider) => {
      const { credential } = standIns[provider.id] ?? {};
      if (credential === undefined) return provider;
      const credentialFields = provider.credentialFields.map((field) => ({
        ...field,
        hint: `In the demo, enter “${credential[field.id] ?? 'anything'}”.`,
      }));
      return { ...provider, credentialFields };
    });
}

/** Allows requests to one origin, and refuses any other before anything is sent. */
export function onlyTo(origin: string, fetch: Fetch): Fetch {
  return async (url, init) => {
    if (new URL(url).origin !== origin) throw new Error('The demo may contact only its sandbox.');
    return fetch(url, init);
  };
}
