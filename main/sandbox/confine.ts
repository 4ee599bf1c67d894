import type { Fetch } from '../engine/network/requester.ts';
import type { Provider } from '../providers/contract/provider.ts';

// Looking around must never ask a real provider: the demo offers those that the sandbox emulates, and reaches nothing else.

/** The providers that have an endpoint in the sandbox. */
export function emulated(
  providers: readonly Provider[],
  endpoints: Readonly<Record<string, string>>,
): readonly Provider[] {
  return providers.filter(({ id }) => Object.hasOwn(endpoints, id));
}

/** Asks one origin and refuses any other before anything is sent. */
export function onlyTo(origin: string, fetch: Fetch): Fetch {
  return async (url, init) => {
    if (new URL(url).origin !== origin) throw new Error('The demo asks nobody but its sandbox.');
    return fetch(url, init);
  };
}
