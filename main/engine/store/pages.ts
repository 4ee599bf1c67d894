import { closeSync, constants, fstatSync, readSync } from 'node:fs';
import { openOwn, readWhole } from './files.ts';

// Reads a SQLite file without SQLite, page by page, so that a damaged page costs only what was on it (SQLite, "Database File
// Format", read November 2026).

export type Value = string | number | null;
export interface Row {
  /** Null in an index, and in a table without row ids. */
  rowId: number | null;
  values: Value[];
}
/** What one page holds: its rows, the pages below it, and how many rows could not be read. */
interface Content {
  isTable: boolean;
  rows: Row[];
  children: number[];
  unreadable: number;
}

export interface Pages {
  count: number;
  /** `PRAGMA user_version`; 0 if the header cannot be read. */
  version: number;
  /** Null if the page is damaged, or holds no rows at all. */
  content(page: number): Content | null;
  /** Pages that hold nothing but what was deleted. */
  free(): Set<number>;
  close(): void;
}

interface File {
  descriptor: number;
  pageSize: number;
  /** Without the bytes at the end of each page that extensions may reserve. */
  usable: number;
  count: number;
  /** It has pages that only point to others, for the auto-vacuum. */
  hasPointerMaps: boolean;
  /** Page → its newest version in the write-ahead log. */
  newer: ReadonlyMap<number, Buffer>;
}

const magic = 'SQLite format 3\0';
const usualPageSize = 4096;

/** Opens a file and its write-ahead log for reading. Throws file system errors. */
export function openPages(path: string): Pages {
  const descriptor = openOwn(path, constants.O_RDONLY);
  const header = Buffer.alloc(100);
  readSync(descriptor, header, 0, 100, 0);
  const isSound = header.toString('latin1', 0, 16) === magic;
  const written = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const isSize = written >= 512 && (written & (written - 1)) === 0;
  const pageSize = isSound && isSize ? written : usualPageSize;
  const newer = pagesInLog(readWhole(`${path}-wal`), pageSize);
  const count = Math.max(Math.ceil(fstatSync(descriptor).size / pageSize), ...newer.keys());
  const usable = pageSize - (isSound ? Math.min(header.readUInt8(20), 32) : 0);
  const hasPointerMaps = isSound && header.readUInt32BE(52) !== 0;
  const file: File = { descriptor, pageSize, usable, count, hasPointerMaps, newer };
  const first = pageOf(file, 1);
  const isFirst = first?.toString('latin1', 0, 16) === magic;
  return {
    count,
    version: first && isFirst ? first.readUInt32BE(60) : 0,
    content: (page) => (isPointerMap(file, page) ? null : contentOf(file, page)),
    free: () => (first && isFirst ? freePages(file, first.readUInt32BE(32)) : new Set()),
    close: () => closeSync(descriptor),
  };
}

/** Pointer maps come at fixed places: page 2, and one after as many pages as it has entries of 5 bytes. */
const isPointerMap = ({ hasPointerMaps, usable }: File, page: number): boolean =>
  hasPointerMaps && page >= 2 && (page - 2) % (Math.floor(usable / 5) + 1) === 0;

/** Null: there is no such page, or it is not whole. */
function pageOf({ descriptor, pageSize, count, newer }: File, page: number): Buffer | null {
  const logged = newer.get(page);
  if (logged) return logged;
  if (page < 1 || page > count) return null;
  const bytes = Buffer.alloc(pageSize);
  return readSync(descriptor, bytes, 0, pageSize, (page - 1) * pageSize) === pageSize ? bytes : null;
}

/** The committed pages of a write-ahead log, up to the first frame whose checksum is wrong. */
function pagesInLog(log: Buffer | null, pageSize: number): Map<number, Buffer> {
  const committed = new Map<number, Buffer>();
  if (log === null || log.length < 32 || log.readUInt32BE(8) !== pageSize) return committed;
  const isBigEndian = log.readUInt32BE(0) === 0x377f0683;
  let sums = checksum(log.subarray(0, 24), [0, 0], isBigEndian);
  const pending = new Map<number, Buffer>();
  for (let at = 32; at + 24 + pageSize <= log.length; at += 24 + pageSize) {
    const frame = log.subarray(at, at + 24);
    const page = log.subarray(at + 24, at + 24 + pageSize);
    if (frame.readBigUInt64BE(8) !== log.readBigUInt64BE(16)) break;
    sums = checksum(page, checksum(frame.subarray(0, 8), sums, isBigEndian), isBigEndian);
    if (frame.readUInt32BE(16) !== sums[0] || frame.readUInt32BE(20) !== sums[1]) break;
    pending.set(frame.readUInt32BE(0), page);
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [number, bytes] of pending) committed.set(number, bytes);
    pending.clear();
  }
  return committed;
}

function checksum(bytes: Buffer, before: readonly [number, number], isBigEndian: boolean): [number, number] {
  let [a, b] = before;
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function freePages(file: File, first: number): Set<number> {
  const free = new Set<number>();
  for (let trunk = first; trunk !== 0 && !free.has(trunk); ) {
    const page = pageOf(file, trunk);
    if (page === null) break;
    free.add(trunk);
    const leaves = Math.min(page.readUInt32BE(4), (file.usable - 8) / 4);
    for (let n = 0; n < leaves; n += 1) free.add(page.readUInt32BE(8 + 4 * n));
    trunk = page.readUInt32BE(0);
  }
  return free;
}

/** The kinds of pages, by their first byte. */
const kinds: Record<number, { isTable: boolean; isLeaf: boolean }> = {
  2: { isTable: false, isLeaf: false },
  5: { isTable: true, isLeaf: false },
  10: { isTable: false, isLeaf: true },
  13: { isTable: true, isLeaf: true },
};

function contentOf(file: File, number: number): Content | null {
  const page = pageOf(file, number);
  const start = number === 1 ? 100 : 0;
  const kind = page && kinds[page.readUInt8(start)];
  if (!page || !kind) return null;
  const { isTable, isLeaf } = kind;
  const content: Content = {
    isTable,
    rows: [],
    children: isLeaf ? [] : [page.readUInt32BE(start + 8)],
    unreadable: 0,
  };
  const pointers = start + (isLeaf ? 8 : 12);
  const cells = page.readUInt16BE(start + 3);
  if (pointers + 2 * cells > file.usable) return null;
  for (let n = 0; n < cells; n += 1) {
    const at = page.readUInt16BE(pointers + 2 * n);
    const row =
      at < pointers + 2 * cells || at > file.usable - 4 ? null : cellOf(file, page, at, kind, content);
    if (row === null) content.unreadable += 1;
    else if (row !== 'none') content.rows.push(row);
  }
  return content;
}

/** A row; `none` if the cell only leads to another page; null if it cannot be read. */
function cellOf(
  file: File,
  page: Buffer,
  start: number,
  { isTable, isLeaf }: { isTable: boolean; isLeaf: boolean },
  content: Content,
): Row | 'none' | null {
  let at = start;
  if (!isLeaf) {
    content.children.push(page.readUInt32BE(at));
    at += 4;
    if (isTable) return 'none';
  }
  const length = varint(page, at);
  if (length === null) return null;
  const rowId = isTable ? varint(page, length.next) : { value: null, next: length.next };
  if (rowId === null) return null;
  const payload = payloadOf(file, page, rowId.next, length.value, isTable);
  const values = payload && valuesOf(payload);
  return values ? { rowId: rowId.value, values } : null;
}

/** The payload of a cell, most of which may be on pages of its own. */
function payloadOf(file: File, page: Buffer, at: number, length: number, isTable: boolean): Buffer | null {
  const { usable, count } = file;
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  if (length > count * usable) return null;
  const spill = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : spill <= most ? spill : least;
  if (at + local + (local < length ? 4 : 0) > usable) return null;
  const parts = [page.subarray(at, at + local)];
  let rest = length - local;
  for (let next = rest > 0 ? page.readUInt32BE(at + local) : 0; rest > 0; ) {
    const overflow = pageOf(file, next);
    if (overflow === null) return null;
    parts.push(overflow.subarray(4, 4 + Math.min(rest, usable - 4)));
    rest -= usable - 4;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

const integerSizes = [0, 1, 2, 3, 4, 6, 8];
const text = new TextDecoder('utf-8', { fatal: true });

/** The values of a record; null if it is none. Fuelgauge stores no BLOBs. */
function valuesOf(record: Buffer): Value[] | null {
  const header = varint(record, 0);
  if (header === null || header.value > record.length) return null;
  const values: Value[] = [];
  let body = header.value;
  let at = header.next;
  while (at < header.value) {
    const type = varint(record, at);
    if (type === null) return null;
    at = type.next;
    const size = sizeOf(type.value);
    if (size === null || body + size > record.length) return null;
    const value = valueFrom(record.subarray(body, body + size), type.value);
    if (value === undefined) return null;
    values.push(value);
    body += size;
  }
  return body === record.length ? values : null;
}

function sizeOf(type: number): number | null {
  if (type < 7) return integerSizes[type] ?? null;
  if (type === 7) return 8;
  if (type < 10) return 0;
  return type >= 13 && type % 2 === 1 ? (type - 13) / 2 : null;
}

function valueFrom(bytes: Buffer, type: number): Value | undefined {
  if (type === 0) return null;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type >= 8 && type < 10) return type - 8;
  if (type < 6) return bytes.readIntBE(0, bytes.length);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  try {
    return text.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A number of 1 to 9 bytes; null if it does not end, or is beyond what a number holds exactly. */
function varint(bytes: Buffer, start: number): { value: number; next: number } | null {
  let value = 0;
  for (let n = 0; n < 8; n += 1) {
    const byte = bytes[start + n];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 127);
    if (byte < 128) return value > Number.MAX_SAFE_INTEGER ? null : { value, next: start + n + 1 };
  }
  return null;
}
