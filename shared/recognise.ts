import type { CredentialField, ProviderInfo } from './model/index.ts';

// Whose key was pasted? Several patterns may match one key (`^sk-` and `^sk-ant-`), so the best match counts.

/** How well a provider matches: first by the name of the variable before the key, then by the pattern. */
interface Fit {
  byName: boolean;
  /** The length of the pattern's literal prefix; -1: no pattern matches. */
  prefix: number;
}

const assignment = /^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(["']?)(.*)\2$/s;

/**
 * The other provider whose key a pasted text seems to be; null if it matches `current`, none, or two equally well, so that
 * you are not warned by chance. The text may be a line of a `.env` file.
 */
export function recogniseCredential(
  pasted: string,
  current: ProviderInfo,
  providers: readonly ProviderInfo[],
): ProviderInfo | null {
  const text = pasted.trim();
  const [, name = '', , value = text] = assignment.exec(text) ?? [];
  const fitOf = ({ credentialFields }: ProviderInfo): Fit => ({
    byName: credentialFields.some(({ environment }) => environment.includes(name)),
    prefix: Math.max(
      -1,
      ...credentialFields.flatMap((field) => [prefixOf(field, text), prefixOf(field, value)]),
    ),
  });
  const others = providers
    .filter(({ id }) => id !== current.id)
    .map((provider) => ({ provider, fit: fitOf(provider) }))
    .toSorted((a, b) => compare(b.fit, a.fit));
  const [best, second] = others;
  const own = fitOf(current);
  if (best === undefined || !fits(best.fit)) return null;
  if (own.byName || (own.prefix >= 0 && !best.fit.byName)) return null;
  return second !== undefined && compare(best.fit, second.fit) === 0 ? null : best.provider;
}

const fits = ({ byName, prefix }: Fit): boolean => byName || prefix >= 0;
const compare = (a: Fit, b: Fit): number => Number(a.byName) - Number(b.byName) || a.prefix - b.prefix;

function prefixOf({ pattern }: CredentialField, value: string): number {
  if (pattern === null) return -1;
  try {
    return new RegExp(pattern, 'u').test(value) ? literalPrefix(pattern).length : -1;
  } catch {
    return -1;
  }
}

/** The literal prefix of a pattern: `sk-ant-` of `^sk-ant-[a-z]+$`; empty if there is none. */
export function literalPrefix(pattern: string): string {
  const bare = pattern.replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]/gsu, '');
  if (withoutGroups(bare).includes('|')) return '';
  const [, literal = ''] = /^\^((?:(?:\\[^\p{L}\p{N}]|[^\\^$.|?*+()[\]{}])(?![?*{]))*)/u.exec(pattern) ?? [];
  return literal.replaceAll(/\\(.)/gsu, '$1');
}

function withoutGroups(pattern: string): string {
  const less = pattern.replaceAll(/\([^()]*\)/gu, '');
  return less === pattern ? pattern : withoutGroups(less);
}
