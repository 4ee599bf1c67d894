import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { escapedInJson } from '../../shared/plain-text.ts';
import { redact } from '../../shared/redact.ts';

/** The log of the engine: one JSON line per event in fuelgauge.log in the data folder, without registered secrets. */
export interface Log {
  info(event: string, data?: object): void;
  warn(event: string, data?: object): void;
  error(event: string, data?: object): void;
  /** Masks this value, however it is encoded, in every line from now on. */
  registerSecret(value: string): void;
  close(): void;
}

const maxBytes = 1024 * 1024;
const secretNames = [
  'credential',
  'values',
  'passphrase',
  'token',
  'authorization',
  'headers',
  'query',
  'body',
];

/** Starts a new file once the last one has reached 1 MiB. If no file can be written, nothing is logged. */
export function createLog(home: string): Log {
  const secrets = new Set<string>();
  const destination = openDestination(join(home, 'fuelgauge.log'), join(home, 'fuelgauge.1.log'));
  const logger = pino(
    {
      level: 'info',
      enabled: destination !== null,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '••••' },
    },
    // Redacts the whole line, because a secret can also be part of an error's message.
    { write: (line: string) => destination?.write(escapedInJson(redact(line, [...secrets]))) },
  );
  return {
    info: (event, data = {}) => logger.info(data, event),
    warn: (event, data = {}) => logger.warn(data, event),
    error: (event, data = {}) => logger.error(data, event),
    registerSecret: (value) => {
      secrets.add(value);
    },
    close: () => {
      logger.level = 'silent';
      destination?.end();
    },
  };
}

function openDestination(file: string, previous: string) {
  try {
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= maxBytes) renameSync(file, previous);
    // Synchronous, so that the command line loses nothing when it exits.
    const destination = pino.destination({ dest: file, sync: true, mode: 0o600 });
    // A full disk must not end the program.
    destination.on('error', () => {});
    return destination;
  } catch {
    return null;
  }
}
