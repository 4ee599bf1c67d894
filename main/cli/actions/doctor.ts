import { isoInstant } from '../../../shared/iso-instant.ts';
import type { DoctorJson } from '../../../shared/json/doctor.ts';
import { ok } from '../../../shared/model/index.ts';
import { endpointsFromEnvironment } from '../../engine/network/endpoints.ts';
import { dataFolder } from '../../engine/store/data-folder.ts';
import type { Facts } from '../doctor/facts.ts';
import { gatherFolder, gatherHistory, gatherSettings } from '../doctor/gather-folder.ts';
import { gatherHosts, targetsOf } from '../doctor/gather-hosts.ts';
import { gatherDesktop, gatherProgram, gatherProxy, gatherRunning } from '../doctor/gather-system.ts';
import { gatherVault } from '../doctor/gather-vault.ts';
import { judge, type Level, type Line } from '../doctor/judge.ts';
import { exitCodes, type Outcome } from '../exit.ts';
import { type Paint, paint, print, printJson, type Style } from '../terminal.ts';
import { plain } from '../text/table.ts';

/** Looks at everything that Fuelgauge needs, and says what is wrong and what to do. Changes nothing. */
export async function runDoctor(options: { json?: boolean; offline?: boolean }): Promise<Outcome> {
  const endpoints = endpointsFromEnvironment(process.env);
  if (!endpoints.ok) return endpoints;
  const lines = judge(await gather(endpoints.value, options.offline === true)).map((line) => ({
    ...line,
    text: plain(line.text),
  }));
  const isFine = lines.every(({ level }) => level !== 'problem');
  if (options.json)
    printJson<DoctorJson>({ schemaVersion: 1, at: isoInstant(Date.now()), ok: isFine, lines });
  else print([...lines.map((line) => written(line, paint)), '', verdict(lines)].join('\n'));
  return ok(isFine ? exitCodes.done : exitCodes.no);
}

async function gather(endpoints: Readonly<Record<string, string>>, isOffline: boolean): Promise<Facts> {
  const env = process.env;
  const home = dataFolder(env);
  const folder = gatherFolder(home);
  const { facts: settings, settings: known } = gatherSettings(home);
  const history = gatherHistory(home);
  const { targets, unknown } =
    known === null ? { targets: [], unknown: [] } : targetsOf(known, endpoints, env);
  const [vault, running, desktop, reached] = await Promise.all([
    known === null ? null : gatherVault(home, known, env),
    gatherRunning(home, history.alerts),
    gatherDesktop(env),
    isOffline ? null : gatherHosts(targets, env),
  ]);
  return {
    program: gatherProgram(),
    folder,
    settings,
    history: history.facts,
    vault,
    clock: { now: Date.now(), ahead: reached?.ahead ?? [] },
    proxy: gatherProxy(env),
    desktop,
    running,
    hosts: reached?.hosts ?? null,
    unknownHosts: unknown,
  };
}

const styles: Record<Level, Style> = { ok: 'green', watch: 'yellow', problem: 'red' };

function written({ about, level, text, advice }: Line, paint: Paint): string {
  const head = `${paint(styles[level], level.padEnd(7))}  ${about.padEnd(11)}  `;
  const indent = ' '.repeat(22);
  return advice === null ? head + text : `${head}${text}\n${indent}${paint('dim', advice)}`;
}

function verdict(lines: readonly Line[]): string {
  const count = (level: Level) => lines.filter((line) => line.level === level).length;
  const [problems, watched] = [count('problem'), count('watch')];
  if (problems === 0 && watched === 0) return 'Everything is fine.';
  return [
    ...(problems > 0 ? [`${problems} ${problems === 1 ? 'problem' : 'problems'}`] : []),
    ...(watched > 0 ? [`${watched} to watch`] : []),
  ]
    .join(', ')
    .concat('.');
}
