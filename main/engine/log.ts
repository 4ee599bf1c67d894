import { closeSync, constants, fstatSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { z } from 'zod';
import { escapedInJson } from '../../shared/plain-text.ts';
import { createRedactor } from '../../shared/redact.ts';
import { identityOf, openOwn, readWhole, writeWhole } from './store/files.ts';
import { fromJson } from './store/schema.ts';

export const logFile = (home: string): string => join(home, 'fuelgauge.log');

/** The log of the engine: one JSON line per event in fuelgauge.log in the data folder, without registered secrets. */
export interface Log {
  info(event: string, data?: object): void;
  warn(event: string, data?: object): void;
  error(event: string, data?: object): void;
  /** Masks this value, however it is encoded, in every line from now on. */
  registerSecret(value: string): void;
  /** Keeps this value in memory no longer, as its account was removed. */
  forgetSecret(value: string): void;
  /** Takes out the lines about an account that is deleted: an error may name its label or an amount. */
  forgetAccount(id: string): void;
  close(): void;
}

/** What an error says, for the log. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

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

/**
 * Starts a new file once the last one has reached 1 MiB, also while other processes write to it: each of them notices. If no
 * file can be written, nothing is logged.
 */
export function createLog(home: string): Log {
  const redactor = createRedactor();
  const files = { current: logFile(home), previous: join(home, 'fuelgauge.1.log') };
  const destination = openDestination(files.current, files.previous);
  const logger = pino(
    {
      level: 'info',
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '••••' },
    },
    // Redacts the whole line, because a secret can also be part of an error's message.
    { write: (line: string) => destination.write(escapedInJson(redactor.redact(line))) },
  );
  return {
    info: (event, data = {}) => logger.info(data, event),
    warn: (event, data = {}) => logger.warn(data, event),
    error: (event, data = {}) => logger.error(data, event),
    registerSecret: redactor.add,
    forgetSecret: redactor.remove,
    forgetAccount: (id) => {
      for (const file of Object.values(files)) withoutAccount(file, id);
    },
    close: () => {
      logger.level = 'silent';
      destination.end();
    },
  };
}

const aboutAccount = z.object({ account: z.string() });

/** Throws file system errors. Other processes notice that the file is a new one. */
function withoutAccount(file: string, id: string): void {
  const lines = readWhole(file)?.toString().split('\n') ?? [];
  const others = lines.filter((line) => fromJson(aboutAccount, line)?.account !== id);
  if (others.length < lines.length) writeWhole(file, others.join('\n'));
}

/** Writes at once, so that the command line loses nothing when it exits. A full disk must not end the program. */
function openDestination(file: string, previous: string) {
  let descriptor: number | null = null;
  let identity: string | null = null;

  const open = () => {
    descriptor = openOwn(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND);
    const { dev, ino } = fstatSync(descriptor);
    identity = `${dev}-${ino}`;
  };
  const end = () => {
    if (descriptor !== null) closeSync(descriptor);
    descriptor = null;
  };
  /** Follows the file when another process has begun a new one, or somebody deleted it. */
  const follow = () => {
    if (descriptor !== null && identityOf(file) !== identity) end();
    if (descriptor === null) open();
  };
  return {
    write(line: string): void {
      try {
        follow();
        // Only a file that is still in its place: another process may just have begun a new one.
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= maxBytes) {
          renameSync(file, previous);
          follow();
        }
        if (descriptor !== null) writeSync(descriptor, line);
      } catch {}
    },
    end,
  };
}
