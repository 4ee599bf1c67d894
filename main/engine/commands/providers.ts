import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import type { AddProviderInput, Trial, TryProviderInput } from '../../../shared/api/providers.ts';
import {
  type CustomProvider,
  type Definition,
  type Expression,
  isCommand,
} from '../../../shared/custom/definition.ts';
import { checkDefinition, questionOf } from '../../../shared/custom/read-definition.ts';
import { badInput, fail, ok } from '../../../shared/model/index.ts';
import { redactor } from '../../../shared/redact.ts';
import { secretsOf } from '../../providers/contract/credential.ts';
import { answerOf } from '../custom/evaluate.ts';
import { customProvider, expressionsOf } from '../custom/provider.ts';
import { valuesOf } from '../custom/reading.ts';
import type { EngineParts } from '../parts.ts';
import { checkCredential } from '../vault/credentials.ts';
import { balanceOf } from './test-credential.ts';

const longestAnswer = 20_000;

/** Asks once, as a definition describes, and shows what each expression finds. */
export async function tryProvider(
  parts: EngineParts,
  { definition: written, values, allowed = false }: TryProviderInput,
): Promise<CommandResult<Trial>> {
  const described = describedBy(written, allowed);
  if (!described.ok) return described;
  const definition = described.value;
  const answers: { status: number | null; text: string }[] = [];
  const provider = customProvider(
    { definition, allowed, addedAt: parts.clock.now() },
    parts.environment,
    (status, text) => void answers.push({ status, text }),
  );
  const credential = checkCredential(provider, values);
  if (!credential.ok) return credential;
  const read = await parts.reader.read(provider, credential.value);
  const heard = answers.at(-1) ?? null;
  const masked = redactor(secretsOf(provider.credentialFields, credential.value));
  return ok({
    name: definition.name,
    answer: heard && { status: heard.status, text: masked(heard.text.slice(0, longestAnswer)) },
    values: heard === null ? [] : shownValues(definition, heard.text, masked),
    balance: read.ok ? balanceOf(parts, provider, read.value) : null,
    error: read.ok ? null : read.error,
  });
}

function shownValues(
  definition: Definition,
  text: string,
  masked: (text: string) => string,
): Trial['values'] {
  const expressions = expressionsOf(definition);
  return valuesOf(expressions, answerOf(text)).map(({ field, found, wrong }) => ({
    field,
    expression: expressionText(expressions[field]),
    found: found === null ? null : masked(String(found)),
    wrong: wrong === null ? null : masked(wrong),
  }));
}

const expressionText = (expression: Expression | undefined): string =>
  typeof expression === 'object' ? expression.pattern : (expression ?? '');

/** The definition, if it is right and you agreed to what it needs. */
function describedBy(written: unknown, allowed: boolean): CommandResult<Definition> {
  const checked = checkDefinition(written);
  if (!checked.ok) return badInput(checked.error);
  const question = allowed ? null : questionOf(checked.value);
  return question === null ? ok(checked.value) : fail({ kind: 'not-supported', message: question });
}

export async function addProvider(
  { settings, providers, clock, log }: EngineParts,
  { definition: written, allowed = false, replace = false }: AddProviderInput,
): Promise<CommandResult<{ id: string; name: string }>> {
  const described = describedBy(written, allowed);
  if (!described.ok) return described;
  const definition = described.value;
  const { id, name } = definition;
  if (providers.get(id)?.custom === undefined && providers.has(id))
    return badInput(`Fuelgauge has a provider “${id}” of its own. Choose another id.`);
  const added: CustomProvider = { definition, allowed, addedAt: clock.now() };
  const updated = await settings.update((current) => {
    const others = current.customProviders.filter((other) => other.definition.id !== id);
    if (others.length < current.customProviders.length && !replace)
      return badInput(`You have a provider “${id}” already. Replace it, or choose another id.`);
    return ok({ ...current, customProviders: [...others, added] });
  });
  if (!updated.ok) return updated;
  log.info('a custom provider was added', {
    provider: id,
    kind: isCommand(definition) ? 'command' : 'endpoint',
  });
  return ok({ id, name });
}

export async function removeProvider(
  { settings }: EngineParts,
  { id }: { id: string },
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => {
    const others = current.customProviders.filter((other) => other.definition.id !== id);
    if (others.length === current.customProviders.length)
      return badInput(`You have no provider “${id}” of your own.`);
    const [user] = current.accounts.filter(({ provider }) => provider === id);
    if (user !== undefined)
      return badInput(
        `The account “${user.label}” (${user.id}) uses this provider. Remove the account first.`,
      );
    const resting = current.removed.find(({ account }) => account.provider === id)?.account;
    if (resting !== undefined)
      return badInput(
        `The removed account “${resting.label}” (${resting.id}) uses this provider and can still be restored. Remove it for good first.`,
      );
    return ok({ ...current, customProviders: others });
  });
  return updated.ok ? ok({}) : updated;
}

export const listOwnProviders = async ({ settings }: EngineParts): Promise<CommandResult<CustomProvider[]>> =>
  ok(settings.get().customProviders);
