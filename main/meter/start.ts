import type { IncomingMessage, ServerResponse } from 'node:http';
import { readAnswer } from '../../shared/metering/read-answer.ts';
import { badInput, type CommandError, type MeterCounts, ok, type Result } from '../../shared/model/index.ts';
import type { MeteredAccount } from '../engine/commands/metering.ts';
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/log.ts';
import { createServer } from '../engine/network/http.ts';
import { cannotListen, type Listening, listenOn, portOf, refuseBroken } from '../server/listen.ts';
import { originOf, ownHosts } from '../server/place.ts';
import { agentFor, faultOfProxy } from './agents.ts';
import { createBook } from './book.ts';
import { createConnections } from './connections.ts';
import { type Leading, mostHeaderBytes, ownError, type Passing, pass, refuse } from './pass.ts';
import { createWatcher, type Seen } from './watch.ts';
import { wayOf } from './way.ts';

/** Fixed, because your programs are told where it is. */
const usualMeterPort = 47616;

const alreadyThere = `Port ${usualMeterPort} is in use, by another Fuelgauge that counts already or by another program. \`fuelgauge meter --port PORT\` takes another one.`;

export interface MeterOptions {
  engine: Pick<Engine, 'meteredAccounts' | 'reportUses'>;
  log: Log;
  /** Default: the usual one. 0: any free one. */
  port?: number | undefined;
  /** Counts for this account alone. Default: for all that can be metered. */
  account?: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  now(): number;
  onChange?(counts: MeterCounts): void;
}

export interface Meter extends Listening {
  counts(): MeterCounts;
  /** As `close`, but before it returns. */
  closeAtOnce(): void;
}

/** Starts the meter on 127.0.0.1. Never rejects. */
export async function startMeter(options: MeterOptions): Promise<Result<Meter, CommandError>> {
  const { engine, account, environment, now, onChange = () => {}, port = usualMeterPort } = options;
  const accounts = (): readonly MeteredAccount[] =>
    engine.meteredAccounts().filter(({ id }) => account === undefined || id === account);
  const book = createBook({ engine, log: options.log, now, onChange });
  const watcher = createWatcher();
  const tell = (way: Leading, seen: Seen) => {
    if ('unread' in seen) return book.unread(seen.unread);
    const read = readAnswer(seen.value, way.account.isKnown, now());
    if (read.tells === 'nothing') return;
    if (read.tells !== 'use') return book.unread(read.tells);
    if (!way.isCounted) return book.unread('whose');
    book.use(way.account.id, read.use);
  };
  const passing: Passing = {
    connections: createConnections((upstream) => agentFor(upstream, environment)),
    wayOf: (target) => wayOf(target, accounts()),
    faultOfProxy: (error, upstream) => faultOfProxy(error, upstream, environment),
    onBrokenOff: () => book.unread('cut'),
    watch: (way, method, answer) => watcher.watch(method, answer, (seen) => tell(way, seen)),
  };
  let hosts: ReadonlySet<string> = new Set();
  const answer = (continues: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    const why = foreign(request, hosts);
    if (why !== null) return void refuse(request, response, why.status, why.code, why.message);
    book.asked();
    pass(passing, request, response, continues);
  };
  // How long something may take is for the client to say.
  const server = createServer(
    { keepAliveTimeout: 0, requestTimeout: 0, maxHeaderSize: mostHeaderBytes, requireHostHeader: false },
    answer(false),
  );
  server.on('checkContinue', answer(true));
  server.on('checkExpectation', answer(true));
  server.on('clientError', (broken, socket) => refuseBroken(broken, socket, ownError));
  const error = await listenOn(server, port);
  if (error?.code === 'EADDRINUSE' && options.port === undefined) return badInput(alreadyThere);
  if (error) return cannotListen(error.code, port);
  const taken = portOf(server);
  hosts = ownHosts({ port: taken });
  const end = (ended: () => void) => {
    server.close(ended);
    server.closeAllConnections();
  };
  let closed: Promise<void> | null = null;
  return ok({
    origin: originOf({ port: taken }),
    port: taken,
    counts: book.counts,
    close() {
      closed ??= new Promise<void>(end).then(watcher.settled).then(book.close);
      return closed;
    },
    closeAtOnce() {
      end(() => {});
      book.close();
    },
  });
}

/** Why a request is none of a program that was told this address; null: it is. */
function foreign(
  { headers }: IncomingMessage,
  hosts: ReadonlySet<string>,
): { status: number; code: string; message: string } | null {
  if (!hosts.has(headers.host ?? ''))
    return { status: 421, code: 'host', message: 'This name does not lead to Fuelgauge.' };
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
    return { status: 403, code: 'page', message: 'Web pages cannot use the meter. Call it from a program.' };
  return null;
}
