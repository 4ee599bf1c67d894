import {
  type CommandDefinition,
  type CustomProvider,
  type Definition,
  type EndpointDefinition,
  fieldsOf,
  isCommand,
  type ReadExpressions,
  unitOf,
} from '../../../shared/custom/definition.ts';
import { baseField, commandWords, questionOf, urlOf } from '../../../shared/custom/read-definition.ts';
import { fail, ok } from '../../../shared/model/index.ts';
import { dayOf, minuteMs } from '../../../shared/time/index.ts';
import { ask, malformed } from '../../providers/contract/ask.ts';
import { defineProvider, fields, z } from '../../providers/contract/index.ts';
import { type Provider, readError } from '../../providers/contract/provider.ts';
import type { Environment } from '../vault/credentials.ts';
import { runCommand } from './command.ts';
import { endpointOf } from './endpoint.ts';
import { answerOf } from './evaluate.ts';
import { type Lookup, refusalOf } from './reach.ts';
import { readingOf, valuesOf } from './reading.ts';

/** The text of any answer. */
const anything = { schema: z.string(), open: ({ body }: { body: string }) => ok(body) };

/** Hears what came back: the status (null: from a program) and the text. */
type Heard = (status: number | null, text: string) => void;

/** What providers of your own need from the engine. */
export interface CustomParts {
  environment: Environment;
  look: Lookup;
  /** Provider id → loopback origin to use in its place. */
  endpoints: Readonly<Record<string, string>>;
}

/** The provider that a definition describes. It looks like any other. */
export function customProvider(
  { definition, allowed, addedAt }: CustomProvider,
  { environment, look, endpoints }: CustomParts,
  heard: Heard = () => {},
): Provider {
  const described = isCommand(definition)
    ? commandProvider(definition, environment, addedAt, heard)
    : endpointProvider(definition, addedAt);
  // Nothing but the stand-in on this computer is asked then.
  const standsIn = endpoints[definition.id] !== undefined;
  const question = allowed ? null : questionOf(definition);
  return {
    ...described,
    custom: true,
    homepage: null,
    docs: null,
    credentialPage: null,
    billingPage: null,
    revision: JSON.stringify(definition),
    ...(isCommand(definition)
      ? { program: commandWords(definition) }
      : { plainHosts: plainHosts(definition) }),
    async read(ctx) {
      if (question !== null)
        return fail(readError('refused', `${question} You have not agreed to that. Add it again to agree.`));
      return described.read({
        ...ctx,
        async request(request) {
          const refused = standsIn ? null : await refusalOf(definition, request.host, { allowed, look });
          const answer = refused === null ? await ctx.request(request) : fail(refused);
          if (answer.ok) heard(answer.value.status, answer.value.body);
          return answer;
        },
      });
    },
  };
}

const commonParts = (definition: Definition, addedAt: number) => ({
  id: definition.id,
  name: definition.name,
  category: 'custom',
  links: { home: 'https://localhost/', keys: null, billing: null },
  docs: { url: 'https://localhost/', readOn: dayOf(addedAt).slice(0, 7), confidence: 'documented' as const },
  summary: isCommand(definition)
    ? 'What your own program prints.'
    : `What ${definition.request.address.replace(/^https?:\/\//, '').replace(/[/?].*$/s, '')} answers, as you described it.`,
  unit: unitOf(definition.unit) ?? { kind: 'credits' as const },
  refresh: { usualMs: definition.intervalMinutes * minuteMs },
  credential: fields(
    Object.fromEntries(
      fieldsOf(definition).map(({ id, label, env, secret, address }) => [
        id,
        { label, env, hint: '', secret: secret && !address, address },
      ]),
    ),
  ),
});

function endpointProvider(definition: EndpointDefinition, addedAt: number): Provider {
  const { name, read } = definition;
  const asked = { answer: ask(endpointOf(definition), anything) };
  return defineProvider({
    ...commonParts(definition, addedAt),
    requests: asked,
    async read({ answer }) {
      const text = await answer();
      if (!text.ok) return text;
      const reading = readingOf(valuesOf(read, answerOf(text.value)));
      return reading.ok ? reading : fail(malformed(name, reading.error));
    },
  });
}

/** The names that a program uses in what it prints are those of the expressions. */
const printed = {
  remaining: 'remaining',
  used: 'used',
  limit: 'limit',
  renewsAt: 'renewsAt',
  expiresAt: 'expiresAt',
  plan: 'plan',
  error: 'error',
};

/** What is read from an answer. */
export const expressionsOf = (definition: Definition): ReadExpressions =>
  isCommand(definition) ? printed : definition.read;

function commandProvider(
  definition: CommandDefinition,
  environment: Environment,
  addedAt: number,
  heard: Heard,
): Provider {
  return defineProvider({
    ...commonParts(definition, addedAt),
    requests: {},
    async read(_, { credential, stopped }) {
      const values = Object.fromEntries(Object.entries(credential).map(([id, value]) => [id, value ?? '']));
      const text = await runCommand(definition, { credential: values, environment, stopped });
      if (!text.ok) return text;
      heard(null, text.value);
      const answer = answerOf(text.value);
      if (answer.json === undefined)
        return fail(
          readError('malformed', `${definition.name}: The program printed something that is not JSON.`),
        );
      const reading = readingOf(valuesOf(printed, answer));
      return reading.ok ? reading : fail(malformed(definition.name, reading.error));
    },
  });
}

/** Hosts that are asked without encryption: on this computer or in your own network, as you agreed. */
function plainHosts(definition: EndpointDefinition): string[] {
  const url = baseField(definition) === null ? urlOf(definition) : null;
  return url?.protocol === 'http:' ? [url.host] : [];
}
