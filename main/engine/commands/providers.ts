import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import type { AddProviderInput, Trial, TryProviderInput } from '../../../shared/api/providers.ts';
import {
  type CustomProvider,
  type Definition,
  type Expression,
  fieldsOf,
  isCommand,
} from '../../../shared/custom/definition.ts';
import { checkDefinition, questionOf } from '../../../shared/custom/read-definition.ts';
import { destinationOf } from '../../../shared/custom/words.ts';
import { badInput, fail, ok } from '../../../shared/model/index.ts';
import { redactor } from '../../../shared/redact.ts';
import { secretsOf } from '../../providers/contract/credential.ts';
import { answerOf } from '../custom/evaluate.ts';
import { customProvider, expressionsOf } from '../custom/provider.ts';
import { wholeQuestionOf } from '../custom/reach.ts';
import { valuesOf } from '../custom/reading.ts';
import type { EngineParts } from '../parts.ts';
import { checkCredential, openQuestion } from '../vault/credentials.ts';
import { balanceOf } from './test-credential.ts';

const longestAnswer = 20_000;
const longestValue = 300;

/** Asks once, as a definition describes, and shows what each expression finds. */
export async function tryProvider(
  parts: EngineParts,
  { definition: written, values, allowed = false }: TryProviderInput,
): Promise<CommandResult<Trial>> {
  const described = await describedBy(parts, written, allowed);
  if (!described.ok) return described;
  const { definition } = described.value;
  const answers: { status: number | null; text: string }[] = [];
  const provider = customProvider(
    { ...described.value, addedAt: parts.clock.now() },
    parts,
    (status, text) => void answers.push({ status, text }),
  );
  const credential = checkCredential(provider, values);
  if (!credential.ok) return credential;
  const near = allowed ? null : openQuestion(provider, credential.value);
  if (near !== null) return fail({ kind: 'needs-consent', message: near });
  const at = parts.clock.now();
  const read = await parts.reader.read(provider, credential.value);
  // If an account is added with it now, that is its first reading.
  parts.tested.remember(provider, credential.value, { at, result: read });
  const heard = answers.at(-1) ?? null;
  const masked = redactor(secretsOf(provider.credentialFields, credential.value));
  return ok({
    name: definition.name,
    answer: heard && { status: heard.status, text: masked(heard.text).slice(0, longestAnswer) },
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
    found: found === null ? null : masked(String(found)).slice(0, longestValue),
    wrong: wrong === null ? null : masked(wrong),
  }));
}

const expressionText = (expression: Expression | undefined): string =>
  typeof expression === 'object' ? expression.pattern : (expression ?? '');

/** The definition, if it is right and you agreed to what it needs. Where nothing was asked, nothing is agreed to. */
async function describedBy(
  { look, endpoints }: EngineParts,
  written: unknown,
  agreed: boolean,
): Promise<CommandResult<Pick<CustomProvider, 'definition' | 'allowed'>>> {
  const checked = checkDefinition(written);
  if (!checked.ok) return badInput(checked.error);
  const definition = checked.value;
  const isStoodIn = endpoints[definition.id] !== undefined;
  const question = isStoodIn ? questionOf(definition) : await wholeQuestionOf(definition, look);
  if (question !== null && !agreed) return fail({ kind: 'needs-consent', message: question });
  return ok({ definition, allowed: question !== null });
}

export async function addProvider(
  parts: EngineParts,
  { definition: written, allowed = false, replace = false }: AddProviderInput,
): Promise<CommandResult<{ id: string; name: string }>> {
  const { settings, providers, clock, log } = parts;
  const described = await describedBy(parts, written, allowed);
  if (!described.ok) return described;
  const { definition } = described.value;
  const { id, name } = definition;
  const moves = replace && !allowed ? whereKeysMove(parts, definition) : null;
  if (moves !== null) return fail({ kind: 'needs-consent', message: moves });
  if (providers.get(id)?.custom === undefined && providers.has(id))
    return badInput(`Fuelgauge has a provider “${id}” of its own. Choose another id.`);
  const taken = takenVariable(parts, definition);
  if (taken !== null) return badInput(taken);
  const added: CustomProvider = { ...described.value, addedAt: clock.now() };
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

/** That the keys of accounts go elsewhere from now on, if a definition is replaced; null: they do not. */
function whereKeysMove({ settings }: EngineParts, definition: Definition): string | null {
  const { customProviders, accounts } = settings.get();
  const { id, name } = definition;
  const before = customProviders.find((other) => other.definition.id === id);
  const count = accounts.filter(({ provider }) => provider === id).length;
  if (before === undefined || count === 0) return null;
  const [from, to] = [destinationOf(before.definition), destinationOf(definition)];
  if (from === to) return null;
  const whose = count === 1 ? 'The key of 1 account' : `The keys of ${count} accounts`;
  return `${whose} at ${name} will go to ${to}, no longer to ${from}.`;
}

/** A file that claims the variable of another provider would get that provider's key when a `.env` is imported. */
function takenVariable({ providers }: EngineParts, definition: Definition): string | null {
  const wanted = fieldsOf(definition).flatMap(({ env }) => env);
  for (const { custom, name, credentialFields } of providers.values()) {
    const known = custom ? [] : credentialFields.flatMap(({ environment }) => environment);
    const taken = wanted.find((variable) => known.includes(variable));
    if (taken !== undefined)
      return `“credential”: ${taken} is the variable of ${name}. Choose a name of your own.`;
  }
  return null;
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
