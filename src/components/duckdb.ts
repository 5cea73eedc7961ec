/** DuckDB in the page. Framework resolves "npm:" to the version in package-lock.json. */
// deno-lint-ignore-file no-import-prefix no-unversioned-import -- how Framework names a browser package
import type { AsyncDuckDBConnection } from "npm:@duckdb/duckdb-wasm";
import type { ArrowTable } from "./rows.js";

/** A running DuckDB. */
export interface Client {
  /** Rows of the last statement. @param parameters  values for its question marks, if it has any */
  query(sql: string, parameters?: readonly unknown[]): Promise<ArrowTable>;
  /** Makes a table. @param rows  Arrow IPC stream, taken over */
  insert(name: string, rows: Uint8Array): Promise<void>;
  /** Ends it at once, with what runs in it. */
  terminate(): Promise<void>;
}

/**
 * DuckDB's module, compiled beside the worker that will run it: neither waits for the other's code. What is compiled
 * stays, so that a second DuckDB opens at once.
 */
let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compileStreaming(
      fetch(import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-eh.wasm")),
    );
  } catch (error) {
    compiled = undefined;
    throw new Error("Cannot open DuckDB as the browser must run WebAssembly with exceptions", {
      cause: error,
    });
  }
}

/** DATE and TIMESTAMP come back as milliseconds, 64-bit integers as numbers, as from Framework's DuckDBClient. */
const CASTS = { query: { castTimestampToDate: true, castBigIntToDouble: true } };

/**
 * Opens a DuckDB of its own worker.
 * @throws Error when the browser cannot run it
 */
export async function connect(): Promise<Client> {
  compiled ??= compile();
  const [worker, duckdb] = await Promise.all([startWorker(), import("npm:@duckdb/duckdb-wasm")]);
  const database = new duckdb.AsyncDuckDB(new duckdb.ConsoleLogger(duckdb.LogLevel.WARNING), worker);
  await instantiate(database, await compiled);
  await database.open(CASTS);
  // Asking while a table is put in, without a wait for each to connect.
  const [asking, filling] = await Promise.all([database.connect(), database.connect()]);
  return {
    query: (sql, parameters = []) => ask(asking, sql, parameters),
    insert: (name, rows) => filling.insertArrowFromIPCStream(rows, { name, schema: "main" }),
    terminate: () => database.terminate(),
  };
}

/** Started from a blob, a worker is bound by the page's own policy, which keeps it from other hosts. */
async function startWorker(): Promise<Worker> {
  const address = import.meta.resolve("npm:@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js");
  const script = URL.createObjectURL(await (await fetch(address)).blob());
  return new Worker(script);
}

/** The vendored worker takes the module itself in place of its address; see lib/site/packages.ts. */
async function instantiate(
  database: { instantiate(module: WebAssembly.Module): Promise<unknown> },
  module: WebAssembly.Module,
): Promise<void> {
  await database.instantiate(module);
}

async function ask(
  connection: AsyncDuckDBConnection,
  sql: string,
  parameters: readonly unknown[],
): Promise<ArrowTable> {
  if (parameters.length === 0) return await connection.query(sql);
  const statement = await connection.prepare(sql);
  try {
    return await statement.query(...parameters);
  } finally {
    await statement.close();
  }
}
