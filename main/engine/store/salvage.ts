import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { openPages, type Pages, type Row, type Value } from './pages.ts';
import { migrateTo, schemaVersion } from './schema.ts';

export interface Salvaged {
  /** Rows that are in the new file. */
  saved: number;
  /** Pages and rows of the old file that could not be read. */
  unreadable: number;
}

interface Column {
  name: string;
  type: string;
  isRequired: boolean;
  isKey: boolean;
}
/** A table or index: its columns in the order in which its rows are stored. */
interface Shape {
  /** The table that rows go to. */
  table: string;
  columns: Column[];
  hasRowId: boolean;
}

/**
 * Copies every row that can still be read from a damaged file into an empty one, whatever is wrong with the old one: pages
 * are damaged or missing, a column is new or has another name, the header is gone. Then migrates the new one.
 */
export function salvage(path: string, fresh: DatabaseSync): Salvaged {
  const pages = openPages(path);
  try {
    const old = schemaOf(pages);
    const version = versionOf(pages, old);
    migrateTo(fresh, version);
    const total: Salvaged = { saved: 0, unreadable: 0 };
    const visited = new Set<number>();
    fresh.exec('BEGIN');
    for (const shape of tablesOf(fresh)) copyTable(pages, shape, old, fresh, visited, total);
    if (total.unreadable > 0 || old.size === 0) copyLostPages(pages, fresh, visited, total);
    fresh.exec('COMMIT');
    migrateTo(fresh, schemaVersion);
    return total;
  } finally {
    pages.close();
  }
}

/** What the old file says of a table or an index. */
interface Entry {
  root: number;
  table: string;
  sql: string | null;
}

/** The old file's own list of tables and indexes, by name; empty if it cannot be read. */
function schemaOf(pages: Pages): Map<string, Entry> {
  const entry = z.tuple([z.string(), z.string(), z.string(), z.int().positive(), z.string().nullable()]);
  const found = new Map<string, Entry>();
  for (const { values } of rowsBelow(pages, 1, new Set()).rows) {
    const row = entry.safeParse(values);
    if (row.success) found.set(row.data[1], { root: row.data[3], table: row.data[2], sql: row.data[4] });
  }
  return found;
}

/** The version whose tables the file has, which its header may not say any more. */
function versionOf(pages: Pages, old: ReadonlyMap<string, Entry>): number {
  const all = Array.from({ length: schemaVersion }, (_, n) => schemaVersion - n);
  const stated = pages.version >= 1 && pages.version <= schemaVersion ? [pages.version] : [];
  const fits = (version: number) => {
    const model = modelOf(version);
    const names = tablesOf(model).map(({ table }) => table);
    model.close();
    return names.every((name) => old.has(name));
  };
  return [...stated, ...all].find(fits) ?? stated[0] ?? schemaVersion;
}

/** An empty database of this version. */
export function modelOf(version: number): DatabaseSync {
  const model = new DatabaseSync(':memory:');
  migrateTo(model, version);
  return model;
}

const names = z.array(z.object({ name: z.string() }));
const tableInfo = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    notnull: z.number(),
    dflt_value: z.unknown(),
    pk: z.number(),
  }),
);

/** The tables, each before those that refer to it. */
function tablesOf(db: DatabaseSync): Shape[] {
  const found = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").all();
  return names.parse(found).map(({ name }) => shapeOf(db, name));
}

function shapeOf(db: DatabaseSync, table: string): Shape {
  const info = tableInfo.parse(db.prepare(`PRAGMA table_info(${quoted(table)})`).all());
  const hasRowId = db.prepare('SELECT wr FROM pragma_table_list WHERE name = ?').get(table)?.wr !== 1;
  const keyFirst = hasRowId ? info : info.toSorted((a, b) => (a.pk || 99) - (b.pk || 99));
  const columns = keyFirst.map(({ name, type, notnull, dflt_value, pk }) => ({
    name,
    type: type.toUpperCase(),
    isKey: pk > 0,
    // The row id may be left out, and so may what has a default.
    isRequired: notnull === 1 && dflt_value === null,
  }));
  return { table, columns, hasRowId };
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function copyTable(
  pages: Pages,
  shape: Shape,
  old: ReadonlyMap<string, Entry>,
  fresh: DatabaseSync,
  visited: Set<number>,
  total: Salvaged,
): void {
  const template = rootsOf(fresh);
  const entryOf = (name: string) => old.get(name)?.root ?? (old.size === 0 ? template.get(name) : undefined);
  const root = entryOf(shape.table);
  if (root !== undefined) {
    const stored = old.get(shape.table)?.sql;
    const from = (stored ? storedShape(shape.table, stored) : null) ?? shape;
    const found = rowsBelow(pages, root, visited);
    total.unreadable += found.unreadable;
    insert(fresh, shape, found.rows, placesOf(from, shape), total);
  } else if (old.size > 0) total.unreadable += 1;
  for (const index of indexesOf(fresh, shape)) {
    const at = entryOf(index.name);
    if (at === undefined) continue;
    // An index has what a damaged table may have lost, such as the names of pools.
    const found = rowsBelow(pages, at, visited);
    if (index.isEnough)
      insert(
        fresh,
        index.shape,
        found.rows,
        index.shape.columns.map((_, n) => n),
        total,
      );
  }
}

const rootsOf = (db: DatabaseSync) =>
  new Map(
    z
      .array(z.object({ name: z.string(), rootpage: z.number() }))
      .parse(db.prepare('SELECT name, rootpage FROM sqlite_schema').all())
      .map(({ name, rootpage }) => [name, rootpage]),
  );

/** The indexes of a table, and whether the table's rows can be made of them. */
function indexesOf(db: DatabaseSync, { table, columns }: Shape) {
  return names.parse(db.prepare(`PRAGMA index_list(${quoted(table)})`).all()).map(({ name }) => {
    const info = z
      .array(z.object({ cid: z.number(), name: z.string().nullable() }))
      .parse(db.prepare(`PRAGMA index_xinfo(${quoted(name)})`).all());
    // At the end an index has the row id, under no name.
    const key = columns.find(({ isKey }) => isKey);
    const own = info.flatMap(({ cid, name: column }) => {
      const found = cid === -1 ? key : columns.find((other) => other.name === column);
      return found ? [found] : [];
    });
    const isEnough = columns.every((column) => !column.isRequired || own.includes(column));
    return { name, isEnough, shape: { table, columns: own, hasRowId: false } };
  });
}

/** The shape of a table as the old file says it; null if that cannot be understood. */
function storedShape(table: string, sql: string): Shape | null {
  if (!/^\s*CREATE TABLE\b/i.test(sql)) return null;
  const model = new DatabaseSync(':memory:');
  try {
    model.exec(sql);
    return shapeOf(model, table);
  } catch {
    return null;
  } finally {
    model.close();
  }
}

/** Where in an old row the value of each new column is; -1: nowhere. A column of another name keeps its place. */
function placesOf(from: Shape, to: Shape): number[] {
  return to.columns.map(({ name }, place) => {
    const same = from.columns.findIndex((column) => column.name === name);
    if (same >= 0) return same;
    const other = from.columns[place];
    return other && !to.columns.some((column) => column.name === other.name) ? place : -1;
  });
}

function rowsBelow(pages: Pages, root: number, visited: Set<number>): { rows: Row[]; unreadable: number } {
  const rows: Row[] = [];
  let unreadable = 0;
  const waiting = [root];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (visited.has(page)) continue;
    visited.add(page);
    const content = pages.content(page);
    if (content === null) unreadable += 1;
    else {
      unreadable += content.unreadable;
      for (const row of content.rows) rows.push(row);
      waiting.push(...content.children);
    }
  }
  return { rows, unreadable };
}

function insert(
  fresh: DatabaseSync,
  shape: Shape,
  rows: readonly Row[],
  places: readonly number[],
  total: Salvaged,
): void {
  const used = shape.columns.flatMap((column, n) =>
    places[n] === -1 ? [] : [{ column, place: places[n] ?? 0 }],
  );
  if (used.length === 0) return;
  const columns = used.map(({ column }) => quoted(column.name));
  const statement = fresh.prepare(
    `INSERT OR IGNORE INTO ${quoted(shape.table)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const { rowId, values } of rows) {
    // The key of a table with row ids is the row id.
    const own = used.map(({ column, place }) =>
      column.isKey && shape.hasRowId ? rowId : (values[place] ?? null),
    );
    const added = tryInsert(statement, own);
    if (added === null) total.unreadable += 1;
    else total.saved += added;
  }
}

/** How many rows it added; null: the table does not take it, or nobody could read it again. */
function tryInsert(statement: StatementSync, values: Value[]): number | null {
  if (values.some((value) => Number.isInteger(value) && !Number.isSafeInteger(value))) return null;
  try {
    return Number(statement.run(...values).changes);
  } catch {
    return null;
  }
}

/** Rows on pages that nothing leads to any more, if only one table can have such rows. */
function copyLostPages(
  pages: Pages,
  fresh: DatabaseSync,
  visited: ReadonlySet<number>,
  total: Salvaged,
): void {
  const free = pages.free();
  const shapes = tablesOf(fresh);
  const lost = new Map<Shape, Row[]>();
  for (let page = 2; page <= pages.count; page += 1) {
    if (visited.has(page) || free.has(page)) continue;
    const content = pages.content(page);
    for (const row of content?.rows ?? []) {
      const [shape, ...others] = shapes.filter(
        (each) => each.hasRowId === content?.isTable && fits(row, each),
      );
      if (!shape || others.length > 0) continue;
      const rows = lost.get(shape) ?? [];
      rows.push(row);
      lost.set(shape, rows);
    }
  }
  for (const shape of shapes)
    insert(
      fresh,
      shape,
      lost.get(shape) ?? [],
      shape.columns.map((_, n) => n),
      total,
    );
}

const fits = ({ values }: Row, { columns, hasRowId }: Shape): boolean =>
  values.length === columns.length &&
  columns.every(({ type, isRequired, isKey }, n) => {
    const value = values[n];
    if (value === null) return !isRequired || (isKey && hasRowId);
    return type === 'TEXT' ? typeof value === 'string' : typeof value === 'number';
  });
