/** A DuckDB in the page whose tables are fetched when a query first names them. */
import type { ArrowTable } from "./rows.js";
import { type Place, placeAt, placeOf, statements } from "./sql_text.js";

/** What we need of Framework's DuckDBClient. */
export interface Client {
  query(sql: string): Promise<ArrowTable>;
  _db: { connect(): Promise<Connection>; terminate(): Promise<void> };
}

interface Connection {
  insertArrowTable(table: ArrowTable, options: { name: string; schema: string }): Promise<void>;
  close(): Promise<void>;
}

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

type Sources = Readonly<Record<string, () => Promise<ArrowTable>>>;

/**
 * A database over tables that are not there yet.
 * @param connect opens DuckDB; called when it is first needed
 * @param sources how to fetch each table
 */
export function database(connect: () => Promise<Client>, sources: Sources): Database {
  let client: Promise<Client> | undefined;
  let present = new Map<string, Promise<void>>();
  let stop: (() => void) | undefined;

  const opened = () => client ??= connect().then(prepared);
  const fetchTables = (names: readonly string[]): string[] => {
    const missing = names.filter((name) => !present.has(name));
    for (const name of missing) present.set(name, insert(name, sources[name]!(), opened()));
    return missing;
  };
  const discard = () => {
    void client?.then(({ _db }) => _db.terminate());
    [client, present] = [undefined, new Map()];
  };
  const answer = async (sql: string): Promise<Answer> => {
    const started = performance.now();
    const parts = statements(sql);
    if (parts.length === 0) throw new QueryError("There is no statement to run.", undefined);
    const named = mentioned(sql, Object.keys(sources));
    const fetched = fetchTables(named);
    const open = await opened();
    await Promise.all(named.map((name) => present.get(name)));
    const ready = performance.now();
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
      fetchSeconds: (ready - started) / 1000,
      querySeconds: (performance.now() - ready) / 1000,
    };
  };
  return {
    async open(tables = []) {
      fetchTables(tables);
      await Promise.all([opened(), ...present.values()]);
    },
    run(sql) {
      const cancelled = new Promise<never>((_, reject) => stop = () => reject(new Cancelled()));
      return Promise.race([answer(sql), cancelled]).finally(() => stop = undefined);
    },
    cancel() {
      discard();
      stop?.();
    },
  };
}

async function prepared(client: Client): Promise<Client> {
  for (const statement of OPENING) await client.query(statement);
  return client;
}

async function insert(name: string, table: Promise<ArrowTable>, into: Promise<Client>): Promise<void> {
  const [rows, client] = await Promise.all([table, into]);
  const connection = await client._db.connect();
  try {
    await connection.insertArrowTable(rows, { name, schema: "main" });
  } finally {
    await connection.close();
  }
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

/** Does something once the page is painted: it is worth reading before 40 MB of database are there. */
export function afterPaint(start: () => void): void {
  requestAnimationFrame(() => setTimeout(start));
}
