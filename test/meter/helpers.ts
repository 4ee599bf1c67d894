import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect } from 'node:net';
import type { MeteredAccount } from '../../main/engine/commands/metering.ts';
import { type Meter, type MeterOptions, startMeter } from '../../main/meter/start.ts';
import type { AnswerUse } from '../../shared/metering/read-answer.ts';
import { ok } from '../../shared/model/index.ts';

const silentLog = {
  info() {},
  warn() {},
  error() {},
  registerSecret() {},
  forgetSecret() {},
  forgetAccount() {},
  close() {},
};

export const portOf = (server: Server): number => {
  const address = server.address();
  return address !== null && typeof address === 'object' ? address.port : 0;
};

/** A provider on loopback, whose answers a test writes itself. */
export async function startUpstream() {
  let answer: RequestListener = (_, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  server.on('checkContinue', (request: IncomingMessage, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    server,
    answer(next: RequestListener) {
      answer = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const meteredAt = (upstream: string, id = 'a1'): MeteredAccount => ({
  id,
  label: id,
  provider: { id: 'scrapio', name: 'Scrapio' },
  upstream,
  isKnown: (code) => code === 'credits_exhausted',
});

/** A meter in front of these accounts, and what it logged. */
export async function startTestMeter(
  accounts: readonly MeteredAccount[],
  options: Partial<MeterOptions> = {},
): Promise<{ meter: Meter; logged: (AnswerUse & { account: string })[] }> {
  const logged: (AnswerUse & { account: string })[] = [];
  const started = await startMeter({
    engine: {
      meteredAccounts: () => accounts,
      reportUses: (account, uses) => {
        logged.push(...uses.map((use) => ({ account, ...use })));
        return ok({ amount: uses.reduce((sum, { amount }) => sum + amount, 0), refused: 0 });
      },
    },
    log: silentLog,
    port: 0,
    environment: {},
    now: () => Date.parse('2026-11-21T09:00:00Z'),
    ...options,
  });
  if (!started.ok) throw new Error(started.error.message);
  return { meter: started.value, logged };
}

/** Sends bytes as they are and returns all that comes back until the connection ends, and whether it ended in order. */
export function talk(port: number, text: string): Promise<{ text: string; isWhole: boolean }> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('latin1').on('data', (more: string) => {
      answer += more;
    });
    let isWhole = true;
    socket.on('error', () => {
      isWhole = false;
    });
    socket.on('close', () => resolve({ text: answer, isWhole }));
  });
}
