import { readingSchema } from '../../../shared/model/index.ts';
import type { Exchange } from '../../../shared/report/index.ts';
import { enteredHosts, plainEnteredHosts, secretsOf } from '../../providers/contract/credential.ts';
import { type Provider, type ReadResult, readError } from '../../providers/contract/provider.ts';
import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';
import type { createRequester } from '../network/requester.ts';
import type { Credential } from '../vault/credentials.ts';

export interface Requests {
  clock: Clock;
  log: Log;
  requester: ReturnType<typeof createRequester>;
}

/** Hears each exchange of a poll with the provider. */
export interface Recorder {
  heard(exchange: Exchange): void;
  /** The user wants to ask again although the credential was rejected. */
  again: boolean;
}

/** Turns anything the provider throws into an error value. `answered`: whether any request got an answer. */
export async function readFrom(
  { log, clock, requester }: Requests,
  provider: Provider,
  credential: Credential,
  stopped?: AbortSignal,
  recorder?: Recorder,
): Promise<{ result: ReadResult; answered: boolean }> {
  const { credentialFields } = provider;
  for (const secret of secretsOf(credentialFields, credential)) log.registerSecret(secret);
  const plainHosts = [...(provider.plainHosts ?? []), ...plainEnteredHosts(credentialFields, credential)];
  const send = requester({ ...provider, plainHosts }, enteredHosts(credentialFields, credential), stopped);
  let answered = false;
  try {
    const result = await provider.read({
      credential,
      now: clock.now(),
      stopped,
      async request(request) {
        const answer = await send(request);
        answered ||= answer.ok;
        recorder?.heard({ request, answer: answer.ok ? answer.value : answer.error });
        return answer;
      },
    });
    // What the schema does not allow could be stored but not read back.
    if (!result.ok || readingSchema.safeParse(result.value).success) return { result, answered };
    const message = `${provider.name} sent amounts or dates that are out of range.`;
    return { result: { ok: false, error: readError('malformed', message) }, answered };
  } catch (error) {
    log.error('a provider threw', { provider: provider.id, reason: reasonOf(error) });
    const message = `Fuelgauge could not understand the answer of ${provider.name}.`;
    return { result: { ok: false, error: readError('malformed', message) }, answered };
  }
}
