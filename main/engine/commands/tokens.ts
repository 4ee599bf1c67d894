import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import type { MakeTokenInput } from '../../../shared/api/tokens.ts';
import {
  badInput,
  ok,
  type Result,
  type Settings,
  type StoredToken,
  type TokenKind,
  type TokenState,
} from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { hasHidden } from '../../../shared/plain-text.ts';
import type { EngineParts } from '../parts.ts';

/** What the token of POST /v1/usage is called; there is one of it. */
const usageLabel = 'usage';
const mostTokens = 50;
const longestLabel = 60;
const prefixes: Record<TokenKind, string> = { usage: 'fg_', read: 'fgr_', calendar: 'fgc_' };

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const newToken = (kind: TokenKind) => `${prefixes[kind]}${randomBytes(24).toString('base64url')}`;

export async function makeUsageToken({
  settings,
  clock,
}: EngineParts): Promise<CommandResult<{ token: string }>> {
  const token = newToken('usage');
  const usageToken = { hash: sha256(token), end: token.slice(-4), madeAt: clock.now() };
  const updated = await settings.update((current) => ({ ...current, usageToken }));
  return updated.ok ? ok({ token }) : updated;
}

export async function makeToken(
  { settings, clock }: EngineParts,
  { kind, label: given }: MakeTokenInput,
): Promise<CommandResult<{ token: string; label: string }>> {
  const token = newToken(kind);
  let label = '';
  const updated = await settings.update((current) => {
    const chosen = given === undefined ? ok(freeLabel(current.tokens, kind)) : checkLabel(current, given);
    if (!chosen.ok) return chosen;
    if (current.tokens.length >= mostTokens)
      return badInput(`There are ${mostTokens} tokens already. Revoke one that nobody uses.`);
    label = chosen.value;
    const made: StoredToken = {
      kind,
      label,
      hash: sha256(token),
      end: token.slice(-4),
      madeAt: clock.now(),
    };
    return { ...current, tokens: [...current.tokens, made] };
  });
  return updated.ok ? ok({ token, label }) : updated;
}

const isCalled = (label: string) => (token: Pick<StoredToken, 'label'>) =>
  comparable(token.label) === comparable(label.trim());

function checkLabel(
  { tokens }: Settings,
  given: string,
): Result<string, ReturnType<typeof badInput>['error']> {
  const label = given.trim();
  if (label === '')
    return badInput('The name is empty. Name the token after what uses it, such as “grafana”.');
  if (label.length > longestLabel) return badInput(`The name is longer than ${longestLabel} characters.`);
  if (hasHidden(label)) return badInput('The name has a character that cannot be seen. Type it again.');
  if (isCalled(label)({ label: usageLabel }))
    return badInput(`“${usageLabel}” is the token for POST /v1/usage. Choose another name.`);
  if (tokens.some(isCalled(label)))
    return badInput(`There is a token “${label}” already. Revoke it first, or choose another name.`);
  return ok(label);
}

/** `read`, `read 2`, … */
function freeLabel(tokens: readonly StoredToken[], kind: TokenKind): string {
  let label: string = kind;
  for (let number = 2; tokens.some(isCalled(label)); number++) label = `${kind} ${number}`;
  return label;
}

export async function listTokens({ settings, tokenUses }: EngineParts): Promise<CommandResult<TokenState[]>> {
  const { usageToken, tokens } = settings.fromFile();
  const usage = usageToken && { madeAt: null, ...usageToken, kind: 'usage' as const, label: usageLabel };
  return ok(
    [...(usage ? [usage] : []), ...tokens].map(({ hash, label, kind, end, madeAt }) => ({
      label,
      kind,
      end,
      madeAt,
      lastUsedAt: tokenUses.lastOf(hash),
    })),
  );
}

export async function revokeToken(
  { settings }: EngineParts,
  { label }: { label: string },
): Promise<CommandResult<Done>> {
  const updated = await settings.update((current) => {
    if (isCalled(label)({ label: usageLabel }) && current.usageToken) return { ...current, usageToken: null };
    const tokens = current.tokens.filter((token) => !isCalled(label)(token));
    return tokens.length < current.tokens.length
      ? { ...current, tokens }
      : badInput(`There is no token of that name. \`fuelgauge token --list\` names them all.`);
  });
  return updated.ok ? ok({}) : updated;
}

/**
 * Whether a token of this kind lets somebody in, which is noted as its last use. Compares hashes, in constant time, with
 * what the settings file holds now: another process may just have made or revoked it.
 */
export function verifyToken({ settings, tokenUses }: EngineParts, kind: TokenKind, token: string): boolean {
  const { usageToken, tokens } = settings.fromFile();
  const all = [...(usageToken ? [{ ...usageToken, kind: 'usage' as const }] : []), ...tokens];
  const given = Buffer.from(sha256(token));
  const found = all
    .filter((each) => each.kind === kind)
    .find(({ hash }) => {
      const wanted = Buffer.from(hash);
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
  if (!found) return false;
  tokenUses.note(
    found.hash,
    all.map(({ hash }) => hash),
  );
  return true;
}
