import type { CommandResult } from '../../../shared/api/contract.ts';
import type { Trial } from '../../../shared/api/providers.ts';
import { type CustomProvider, type Definition, isCommand } from '../../../shared/custom/definition.ts';
import { destinationOf, whatItDoes } from '../../../shared/custom/words.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import type { OwnProvidersJson, ProviderTestJson } from '../../../shared/json/providers.ts';
import type { CommandError, ProviderInfo, Result } from '../../../shared/model/index.ts';
import { ok } from '../../../shared/model/index.ts';
import { customProvider } from '../../engine/custom/provider.ts';
import { systemLookup } from '../../engine/custom/reach.ts';
import { fromEnvironment } from '../../engine/vault/credentials.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { consentTo } from '../input/consent.ts';
import { credentialFromInput, credentialVariables } from '../input/credential.ts';
import { definitionFrom } from '../input/definition.ts';
import { shown } from '../input/values.ts';
import { agreed, declined, print, printJson, stdinIsTerminal } from '../terminal.ts';
import { layout, plain } from '../text/table.ts';

const done: Outcome = ok(exitCodes.done);

/** Adds a provider from its file, after showing what it does. */
export async function addOwnProvider(
  file: string,
  options: { yes?: boolean; replace?: boolean },
): Promise<Outcome> {
  const definition = await definitionFrom(file);
  if (!definition.ok) return definition;
  print(aboutIt(definition.value));
  return withEngine(async ({ engine }) => {
    const written = definition.value;
    const added = await withConsent('Nothing was added.', options, (allowed) =>
      engine.addProvider({ definition: written, allowed, replace: options.replace }),
    );
    if (!added.ok) return added;
    if (added.value === null) return ok(exitCodes.no);
    const { id, name } = added.value;
    print(`Added ${plain(name)}. To watch an account there: fuelgauge add ${id} --label LABEL`);
    return done;
  });
}

function aboutIt(definition: Definition): string {
  const lines = whatItDoes(definition).map(({ name, words }) => ({ cells: [`  ${name}`, plain(words)] }));
  return layout([{ line: `${plain(definition.name)} (${definition.id})` }, ...lines]);
}

/** Runs a command that may need your consent: asks for it on the terminal, or takes it from --yes. Null: you said no. */
async function withConsent<Value>(
  nothing: string,
  { yes = false }: { yes?: boolean },
  command: (allowed: boolean) => Promise<CommandResult<Value>>,
): Promise<Result<Value | null, CommandError>> {
  const first = await command(yes);
  if (first.ok || first.error.kind !== 'needs-consent') return first;
  const consent = await consentTo(first.error.message, nothing);
  if (!consent.ok) return consent;
  return consent.value ? command(true) : ok(null);
}

/** Asks once as a file describes, and prints what came back, without the credential. */
export async function testOwnProvider(
  file: string,
  options: { fromEnv?: string[]; yes?: boolean; json?: boolean },
): Promise<Outcome> {
  const definition = await definitionFrom(file);
  if (!definition.ok) return definition;
  return withEngine(async ({ engine, environment }) => {
    const written = definition.value;
    const provider = customProvider(
      { definition: written, allowed: false, addedAt: Date.now() },
      { environment, look: systemLookup, endpoints: {} },
    );
    const values = await credentialOf(provider, { file, ...options }, environment, [
      ...engine.providers.values(),
    ]);
    if (!values.ok) return values;
    const tried = await withConsent('Nothing was asked.', options, (allowed) =>
      engine.tryProvider({ definition: written, values: values.value, allowed }),
    );
    if (!tried.ok) return tried;
    if (tried.value === null) return ok(exitCodes.no);
    if (options.json) printJson<ProviderTestJson>({ schemaVersion: 1, ...tried.value });
    else print(trialText(tried.value));
    return ok(tried.value.error === null ? exitCodes.done : exitCodes.no);
  });
}

async function credentialOf(
  provider: ProviderInfo,
  { file, fromEnv }: { file: string; fromEnv?: string[] },
  environment: Session['environment'],
  providers: readonly ProviderInfo[],
): Promise<Result<Record<string, string>, CommandError>> {
  if (provider.credentialFields.length === 0) return ok({});
  if (fromEnv !== undefined) {
    const variables = credentialVariables(provider, fromEnv, environment);
    return variables.ok ? fromEnvironment(variables.value, environment) : variables;
  }
  if (file === '-')
    return badInput(
      'Standard input has the file. Give the credential with --from-env NAME, or name the file.',
    );
  return credentialFromInput(provider, providers);
}

function trialText({ answer, values, balance, error }: Trial): string {
  const status = answer?.status == null ? '' : ` (status ${answer.status})`;
  const heard = answer === null ? [] : [`Answer${status}:`, ...linesOf(answer.text), ''];
  const found = values.map(({ field, expression, found: value, wrong }) => ({
    cells: [field, plain(expression), plain(value ?? 'nothing'), plain(wrong ?? '')],
  }));
  const table =
    found.length === 0 ? [] : [layout([{ cells: ['FIELD', 'EXPRESSION', 'FINDS'] }, ...found]), ''];
  const reading =
    error === null ? `Reading: ${plain(balance ?? 'no balance')}` : `No reading: ${plain(error.message)}`;
  return [...heard, ...table, reading].join('\n');
}

/** JSON on several lines, if it is JSON. */
function linesOf(text: string): string[] {
  let pretty = text;
  try {
    pretty = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A text, or JSON that was cut because it is long.
  }
  return pretty.split('\n').map((line) => `  ${line.match(/^ */)?.[0] ?? ''}${plain(line)}`);
}

export function listOwnProviders(options: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ settings }) => {
    const { customProviders, accounts } = settings.get();
    const usedBy = (id: string) => accounts.filter(({ provider }) => provider === id).length;
    if (options.json) {
      const providers = customProviders.map((own) => jsonOf(own, usedBy(own.definition.id)));
      printJson<OwnProvidersJson>({ schemaVersion: 1, providers });
    } else if (customProviders.length === 0)
      print('You have no provider of your own. To add one: fuelgauge provider add FILE');
    else
      print(
        layout([
          { cells: ['ID', 'NAME', 'ASKS', 'ACCOUNTS'] },
          ...customProviders.map(({ definition }) => ({
            cells: [
              definition.id,
              plain(definition.name),
              `${isCommand(definition) ? 'runs ' : ''}${plain(destinationOf(definition))}`,
              String(usedBy(definition.id)),
            ],
          })),
        ]),
      );
    return done;
  });
}

const jsonOf = (
  { definition, allowed, addedAt }: CustomProvider,
  accounts: number,
): OwnProvidersJson['providers'][number] => ({
  id: definition.id,
  name: definition.name,
  kind: isCommand(definition) ? 'command' : 'endpoint',
  asks: destinationOf(definition),
  allowed,
  addedAt: isoInstant(addedAt),
  accounts,
});

export function showOwnProvider(id: string): Promise<Outcome> {
  return withEngine(async ({ settings }) => {
    const own = settings.get().customProviders.find(({ definition }) => definition.id === id);
    if (own === undefined) return noneWith(id);
    print(JSON.stringify(own.definition, null, 2));
    return done;
  });
}

export function removeOwnProvider(id: string, options: { yes?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine, settings }) => {
    const own = settings.get().customProviders.find(({ definition }) => definition.id === id);
    if (own === undefined) return noneWith(id);
    const name = `${plain(own.definition.name)} (${id})`;
    if (!options.yes && !stdinIsTerminal())
      return badInput(`Nothing was removed. Add --yes to remove ${name}.`);
    if (!options.yes && !(await agreed(`Remove ${name}? [y/N]`))) return declined('Nothing was removed.');
    const removed = await engine.removeProvider({ id });
    if (!removed.ok) return removed;
    print(`Removed ${name}.`);
    return done;
  });
}

const noneWith = (id: string) =>
  badInput(`You have no provider ‘${shown(id)}’ of your own. \`fuelgauge provider list\` lists them.`);
