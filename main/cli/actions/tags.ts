import { ok } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { withAccount, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { editedTags } from '../input/tags.ts';
import { shown } from '../input/values.ts';
import { columns, print } from '../terminal.ts';
import { tagsJson, tagsText } from '../text/care.ts';
import { accountWords, tagWords } from '../text/names.ts';
import { plain } from '../text/table.ts';

const done: Outcome = ok(exitCodes.done);

export function listTags({ json = false }: { json?: boolean }): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const state = engine.state();
    print(json ? JSON.stringify(tagsJson(state), null, 2) : tagsText(state, columns()));
    return done;
  });
}

/** Gives an account tags, or takes them away. */
export function changeTags(
  reference: string,
  change: { addTag?: string[]; removeTag?: string[] },
): Promise<Outcome> {
  return withAccount(reference, async ({ engine, account, provider }) => {
    const tags = editedTags(account, change, false);
    if (!tags.ok) return tags;
    const isSame = tags.value?.length === account.tags.length && change.removeTag === undefined;
    const edited = isSame ? ok(account) : await engine.editAccount({ account: account.id, tags: tags.value });
    if (!edited.ok) return edited;
    const has = edited.value.tags.length === 0 ? 'no tags' : tagWords(edited.value.tags);
    print(`${isSame ? 'Already so: ' : ''}${accountWords(account, provider)} (${account.id}) has ${has}.`);
    return done;
  });
}

export function renameTag(from: string, to: string): Promise<Outcome> {
  return withEngine(async ({ engine }) => {
    const tags = engine.state().accounts.flatMap((account) => account.tags);
    if (!tags.some((tag) => comparable(tag) === comparable(from)))
      return badInput(`No account has the tag ‘${shown(from)}’. \`fuelgauge tags\` lists them.`);
    const renamed = await engine.renameTag({ from, to });
    if (!renamed.ok) return renamed;
    const { accounts } = renamed.value;
    print(
      `Renamed #${plain(from)} to #${plain(to)}, at ${accounts === 1 ? '1 account' : `${accounts} accounts`}.`,
    );
    return done;
  });
}
