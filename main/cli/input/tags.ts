import {
  type Account,
  type CommandError,
  type Result,
  tagSchema,
  tagsSchema,
} from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import type { EditOptions } from './facts.ts';
import { shown } from './values.ts';

/** All tags of an account after the edit; undefined: it does not touch them. */
export function editedTags(
  { label, tags }: Pick<Account, 'label' | 'tags'>,
  { tag, addTag = [], removeTag = [] }: Pick<EditOptions, 'tag' | 'addTag' | 'removeTag'>,
  isCleared: boolean,
): Result<string[] | undefined, CommandError> {
  const given = [...(tag ?? []), ...addTag];
  if (isCleared && given.length + removeTag.length > 0)
    return badInput('Either clear the tags or change them.');
  if (isCleared) return { ok: true, value: [] };
  const wrong = given.find((each) => !tagSchema.safeParse(each).success);
  if (wrong !== undefined)
    return badInput(`‘${shown(wrong)}’ cannot be a tag. A tag has 1 to 30 characters.`);
  const has = (all: readonly string[], one: string) =>
    all.some((each) => each.toLowerCase() === one.trim().toLowerCase());
  const missing = removeTag.find((each) => !has(tags, each));
  if (missing !== undefined) return badInput(`“${label}” has no tag ‘${shown(missing)}’.`);
  if (tag === undefined && addTag.length + removeTag.length === 0) return { ok: true, value: undefined };
  const added = addTag.filter((each) => !has(tags, each));
  const all = tag ?? [...tags.filter((each) => !has(removeTag, each)), ...added];
  return tagsSchema.safeParse(all).success
    ? { ok: true, value: all }
    : badInput('An account has at most 10 tags.');
}
