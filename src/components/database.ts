/** A DuckDB in the page whose tables are fetched when a query first names them. */
import type { ArrowTable } from "./rows.js";

/** What we need of Framework's DuckDBClient. */
export interface Client {
  query(sql: string): Promise<ArrowTable>;
  _db: { connect(): Promise<Connection> };
}

interface Connection {
  insertArrowTable(table: ArrowTable, options: { name: string; schema: string }): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  result: ArrowTable;
  /** Tables fetched for this query. */
  fetched: readonly string[];
  fetchSeconds: number;
  querySeconds: number;
}

export interface Database {
  run(sql: string): Promise<Answer>;
}

/**
 * A database over tables that are not there yet.
 * @param connect opens DuckDB; called at the first query
 * @param sources how to fetch each table
 */
export function database(
  connect: () => Promise<Client>,
  sources: Readonly<Record<string, () => Promise<ArrowTable>>>,
): Database {
  let client: Promise<Client> | undefined;
  const present = new Map<string, Promise<void>>();

  const fetchTable = async (name: string, source: () => Promise<ArrowTable>, into: Client) => {
    const connection = await into._db.connect();
    try {
      await connection.insertArrowTable(await source(), { name, schema: "main" });
    } finally {
      await connection.close();
    }
  };

  return {
    async run(sql) {
      const started = performance.now();
      const open = await (client ??= connect());
      const missing = mentioned(sql, Object.keys(sources)).filter((name) => !present.has(name));
      for (const name of missing) present.set(name, fetchTable(name, sources[name]!, open));
      await Promise.all(missing.map((name) => present.get(name)));
      const ready = performance.now();
      const result = await open.query(sql);
      return {
        result,
        fetched: missing,
        fetchSeconds: (ready - started) / 1000,
        querySeconds: (performance.now() - ready) / 1000,
      };
    },
  };
}

/** Names that occur in a query as words. A name in a string or comment fetches a table in vain, no worse. */
export function mentioned(sql: string, names: readonly string[]): string[] {
  const found = new Set(sql.toLowerCase().match(/[a-z_][a-z0-9_]*/g) ?? []);
  return names.filter((name) => found.has(name));
}
