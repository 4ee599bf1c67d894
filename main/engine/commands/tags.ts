import type { CommandResult } from '../../../shared/api/contract.ts';
import { badInput, ok, tagSchema } from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { plainText } from '../../../shared/plain-text.ts';
import type { EngineParts } from '../parts.ts';
import { renamedTag } from '../store/tags.ts';

export async function renameTag(
  { settings }: EngineParts,
  input: { from: string; to: string },
): Promise<CommandResult<{ accounts: number }>> {
  const to = tagSchema.safeParse(plainText(input.to));
  if (!to.success) return badInput('A tag has 1 to 30 characters.');
  const has = (tags: readonly string[]) => tags.some((tag) => comparable(tag) === comparable(input.from));
  const { accounts } = settings.get();
  const count = accounts.filter(({ tags }) => has(tags)).length;
  if (count === 0) return badInput('No account has this tag.');
  const updated = await settings.update((current) => renamedTag(current, input.from, to.data));
  return updated.ok ? ok({ accounts: count }) : updated;
}
