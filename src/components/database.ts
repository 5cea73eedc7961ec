/** A DuckDB in the page whose tables are fetched when a query first names them. */
import type { Client } from "./duckdb.js";
import type { ArrowTable } from "./rows.js";
import { type Place, placeAt, placeOf, statements } from "./sql_text.js";

/** A table of the report as a file, as Framework's FileAttachment gives it. */
export interface TableFile {
  /** Its address, which changes with its content. */
  href: string;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Files by the names of their tables. */
export type Tables = Readonly<Record<string, TableFile>>;

export interface Answer {
  /** Rows of the last statement. */
  result: ArrowTable;
  /** Tables fetched for this query. */
  fetched: readonly string[];
  fetchSeconds: number;
  querySeconds: number;
}

export interface Database {
  /**
   * Runs the statements of a text one after another.
   * @throws QueryError with what is wrong and where; Cancelled when it was
   */
  run(sql: string): Promise<Answer>;
  /** Rows of one statement. @param parameters  values for its question marks */
  query(sql: string, parameters?: readonly unknown[]): Promise<ArrowTable>;
  /** Takes these tables in place of those it was given; one whose file is the same stays as it is. */
  offer(tables: Tables): void;
  /** Opens DuckDB, and fetches tables, before a query needs them. */
  open(tables?: readonly string[]): Promise<void>;
  /** Ends what runs, at once, with the database it runs in; the next query opens a new one. */
  cancel(): void;
}

/** What DuckDB has against a query, and the place in its text when it names one. */
export class QueryError extends Error {
  override name = "QueryError";
  constructor(message: string, readonly place: Place | undefined) {
    super(message);
  }
}

export class Cancelled extends Error {
  override name = "Cancelled";
}

/**
 * Memory below what would take the whole tab down: beyond it DuckDB says so and lives on. Extensions would come
 * from another host, which the page's policy forbids; off, DuckDB names the missing function instead.
 */
const OPENING = [
  "SET memory_limit='2GB'",
  "SET autoinstall_known_extensions=false",
  "SET autoload_known_extensions=false",
];

/** What is said when WebAssembly itself has no more memory. DuckDB's own limit has another text and does it no harm. */
const EXHAUSTED = /malloc of size|memory access out of bounds/i;

/** A table that is in the database, or on its way there. */
interface Present {
  /** Of the file it is made of; empty when that failed. */
  href: string;
  put: Promise<void>;
}

/**
 * A database over tables that are not there yet.
 * @param connect  opens DuckDB; called when it is first needed
 * @param read     rows of a file as an Arrow IPC stream
 * @param tables   files of the tables
 */
export function database(
  connect: () => Promise<Client>,
  read: (file: TableFile) => Promise<Uint8Array>,
  tables: Tables = {},
): Database {
  let client: Promise<Client> | undefined;
  let present = new Map<string, Present>();
  let stop: (() => void) | undefined;

  const opened = () => client ??= connect().then(prepared);
  const put = async (name: string, file: TableFile, before: Present | undefined): Promise<void> => {
    // What went wrong with the file before was told to those who asked for it; here it only has to be over.
    const over = before?.put.catch(() => {});
    const [rows, into] = await Promise.all([read(file), opened(), over]);
    if (before !== undefined) await into.query(`DROP TABLE IF EXISTS "${name}"`);
    await into.insert(name, rows);
  };
  const fetchTables = (names: readonly string[]): string[] => {
    const missing = names.filter((name) => present.get(name)?.href !== tables[name]!.href);
    for (const name of missing) {
      const file = tables[name]!;
      const entry: Present = { href: file.href, put: put(name, file, present.get(name)) };
      present.set(name, entry);
      entry.put.catch(() => entry.href = "");
    }
    return missing;
  };
  /** Fetches what a query names and is not there. */
  const ready = async (sql: string): Promise<{ open: Client; fetched: readonly string[] }> => {
    const named = mentioned(sql, Object.keys(tables));
    const fetched = fetchTables(named);
    const [open] = await Promise.all([opened(), ...named.map((name) => present.get(name)!.put)]);
    return { open, fetched };
  };
  const discard = () => {
    void client?.then((open) => open.terminate());
    [client, present] = [undefined, new Map()];
  };
  const answer = async (sql: string): Promise<Answer> => {
    const started = performance.now();
    const parts = statements(sql);
    if (parts.length === 0) throw new QueryError("There is no statement to run.", undefined);
    const { open, fetched } = await ready(sql);
    const asked = performance.now();
    let result: ArrowTable | undefined;
    try {
      for (const { text, from } of parts) result = await runOne(open, text, from, sql);
    } catch (error) {
      if (!(error instanceof QueryError && EXHAUSTED.test(error.message))) throw error;
      discard();
      throw new QueryError(
        `The browser has not enough memory for this query (${error.message}). Aggregate, choose columns or add ` +
          "LIMIT. The database was opened anew; tables of your own are gone.",
        undefined,
      );
    }
    return {
      result: result!,
      fetched,
      fetchSeconds: (asked - started) / 1000,
      querySeconds: (performance.now() - asked) / 1000,
    };
  };
  return {
    async open(names = []) {
      fetchTables(names);
      await Promise.all([opened(), ...names.map((name) => present.get(name)!.put)]);
    },
    run(sql) {
      const cancelled = new Promise<never>((_, reject) => stop = () => reject(new Cancelled()));
      return Promise.race([answer(sql), cancelled]).finally(() => stop = undefined);
    },
    async query(sql, parameters) {
      const { open } = await ready(sql);
      return await open.query(sql, parameters);
    },
    offer(others) {
      // A page that no longer names a table must not find it.
      if ([...present.keys()].some((name) => !(name in others))) discard();
      tables = others;
    },
    cancel() {
      discard();
      stop?.();
    },
  };
}

async function prepared(client: Client): Promise<Client> {
  await client.query(OPENING.join("; "));
  return client;
}

async function runOne(client: Client, text: string, from: number, whole: string): Promise<ArrowTable> {
  try {
    return await client.query(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = placeOf(message, text);
    throw new QueryError(message, place && placeAt(whole, from + place.from));
  }
}

/** Names that occur in a query as words. A name in a string or comment fetches a table in vain, no worse. */
export function mentioned(sql: string, names: readonly string[]): string[] {
  const found = new Set(sql.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []);
  return names.filter((name) => found.has(name));
}

/** Once the page is painted: it is worth reading before the database is there. */
export function painted(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
