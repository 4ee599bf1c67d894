import { isoInstant } from '../../../shared/iso-instant.ts';
import type { TokensJson } from '../../../shared/json/tokens.ts';
import type { TokenState } from '../../../shared/model/index.ts';
import { usualPort } from '../../server/listen.ts';
import { originOf } from '../../server/place.ts';
import { readRunning } from '../../server/running.ts';
import { type Session, withEngine } from '../compose.ts';
import { badInput, exitCodes, type Outcome } from '../exit.ts';
import { print, printError, printJson } from '../terminal.ts';
import { layout, plain } from '../text/table.ts';

export interface TokenOptions {
  read?: boolean;
  calendar?: boolean;
  label?: string;
  list?: boolean;
  json?: boolean;
  revoke?: string;
}

const done: Outcome = { ok: true, value: exitCodes.done };

/** Makes a token, lists them all, or revokes one. */
export function manageTokens(options: TokenOptions): Promise<Outcome> | Outcome {
  const { label, list, json, revoke } = options;
  const kind = options.read ? 'read' : options.calendar ? 'calendar' : 'usage';
  if (json && !list) return badInput('Only --list is printed as JSON.');
  if (label !== undefined && kind === 'usage')
    return badInput('There is one token for POST /v1/usage, without a name. Say --read or --calendar.');
  return withEngine((session) => {
    if (list) return listTokens(session, json === true);
    if (revoke !== undefined) return revokeToken(session, revoke);
    return kind === 'usage' ? makeUsageToken(session) : makeToken(session, { kind, label });
  });
}

async function makeUsageToken({ engine }: Session): Promise<Outcome> {
  const made = await engine.makeUsageToken();
  if (!made.ok) return made;
  print(made.value.token);
  return done;
}

async function makeToken(
  { engine, home }: Session,
  input: { kind: 'read' | 'calendar'; label: string | undefined },
): Promise<Outcome> {
  const made = await engine.makeToken(input);
  if (!made.ok) return made;
  const { label, token } = made.value;
  // On standard error: what keeps the token needs nothing but the token.
  printError(`Made the token “${plain(label)}”. You will not see it again.`);
  print(input.kind === 'calendar' ? calendarAddress(home, token) : token);
  return done;
}

/** On this computer. If other computers reach it, its beginning is theirs. */
function calendarAddress(home: string, token: string): string {
  const origin = readRunning(home)?.origin ?? originOf({ port: usualPort });
  return `${origin}/v1/calendar.ics?token=${token}`;
}

async function listTokens({ engine }: Session, isJson: boolean): Promise<Outcome> {
  const listed = await engine.listTokens();
  if (!listed.ok) return listed;
  if (isJson) printJson<TokensJson>({ schemaVersion: 1, tokens: listed.value.map(asJson) });
  else if (listed.value.length === 0) print('There are no tokens. Make one: fuelgauge token --read');
  else
    print(
      layout([
        { cells: ['NAME', 'FOR', 'ENDS IN', 'MADE', 'LAST USED'] },
        ...listed.value.map(({ label, kind, end, madeAt, lastUsedAt }) => ({
          cells: [plain(label), kind, end, minute(madeAt, ''), minute(lastUsedAt, 'never')],
        })),
      ]),
    );
  return done;
}

const isoOrNull = (at: number | null) => (at === null ? null : isoInstant(at));

const asJson = ({ madeAt, lastUsedAt, ...token }: TokenState) => ({
  ...token,
  madeAt: isoOrNull(madeAt),
  lastUsedAt: isoOrNull(lastUsedAt),
});

/** `2026-11-28 20:15Z`; uses are noted to about a minute. */
const minute = (at: number | null, none: string) =>
  at === null ? none : `${isoInstant(at).slice(0, 16).replace('T', ' ')}Z`;

async function revokeToken({ engine }: Session, label: string): Promise<Outcome> {
  const revoked = await engine.revokeToken({ label });
  if (!revoked.ok) return revoked;
  print(`Revoked the token “${plain(label)}”.`);
  return done;
}
