/** DuckDB, embedded: the default engine. The only module that imports it. */
import duckdb, { type DuckDBConnection, type DuckDBValue, type DuckDBVector } from "@duckdb/node-api";
import { awake } from "./awake.ts";
import { identifier, literal } from "./bind.ts";
import type { Coded, Column, ColumnTable, Row, Scalar, Warehouse } from "./warehouse.ts";

const { DuckDBInstance, DuckDBDataChunk, DuckDBDateValue, DuckDBDecimalValue } = duckdb;

/** Rows per DuckDB chunk, fixed by the engine. */
const CHUNK_ROWS = 2048;

/** Parquet as DuckDB, Athena and parquet-wasm all read it. Fixed row groups keep bytes the same everywhere. */
const PARQUET = "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)";

const COLUMN_TYPES = {
  VARCHAR: duckdb.VARCHAR,
  DOUBLE: duckdb.DOUBLE,
  REAL: duckdb.FLOAT,
  INTEGER: duckdb.INTEGER,
  BOOLEAN: duckdb.BOOLEAN,
  DATE: duckdb.DATE,
} as const;

export type LoadType = keyof typeof COLUMN_TYPES;

export interface DuckDBOptions {
  /**
   * 1 wherever results are stored: the order in which threads add up floating-point numbers is not defined,
   * and a snapshot must have the same bytes on every machine.
   */
  threads: number;
  /** Where sorts that outgrow memory spill. */
  spillTo?: string;
  memoryLimitMib?: number;
}

/** A warehouse over an in-memory DuckDB, with what the engine needs beyond the common interface. */
export interface DuckDBWarehouse extends Warehouse {
  run(sql: string): Promise<void>;
  /** Makes the rows of Parquet files queryable under a name. */
  attach(name: string, paths: string | readonly string[]): Promise<void>;
  /** Makes typed columns queryable under a name. Types say how each column is stored; NaN becomes null. */
  load(name: string, columns: ColumnTable, types: Readonly<Record<string, LoadType>>): Promise<void>;
  /** Column names and SQL types of a relation, without running it. */
  describe(sql: string): Promise<{ name: string; type: string }[]>;
  close(): void;
}

export const duckdbVersion = (): string => duckdb.version();

const isCoded = (column: Column): column is Coded => "codes" in column;
const lengthOf = (column: Column): number => isCoded(column) ? column.codes.length : column.length;

/** Plain JavaScript value of a DuckDB value. @throws TypeError for types without a plain form */
function plain(value: DuckDBValue): Scalar {
  if (
    value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
  ) {
    return value;
  }
  if (typeof value === "bigint") return Number(value);
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  throw new TypeError(`Cannot read a query result as only plain types are allowed: ${String(value)}`);
}

/** A numeric vector's own memory: reading and writing it directly is twenty times faster than value by value. */
const memory = (vector: DuckDBVector) => (vector as unknown as { items: Float64Array }).items;

/** Copies a slice of one typed column into a DuckDB vector of the same layout. */
function fill(
  vector: DuckDBVector,
  values: Exclude<Column, Coded | readonly unknown[]>,
  start: number,
  rows: number,
) {
  memory(vector).set(values.subarray(start, start + rows));
}

/** Copies a DuckDB vector without nulls into a typed column of the same layout. */
function read(
  vector: DuckDBVector,
  column: Float64Array | Int32Array | Uint8Array | string[],
  start: number,
  rows: number,
) {
  if (Array.isArray(column)) {
    for (let row = 0; row < rows; row++) column[start + row] = vector.getItem(row) as string;
  } else {
    column.set(memory(vector).subarray(0, rows), start);
  }
}

function fillText(
  vector: DuckDBVector,
  values: readonly (string | null)[],
  start: number,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) vector.setItem(row, values[start + row] ?? null);
}

const STORED = { Coded: duckdb.INTEGER, Uint8Array: duckdb.UTINYINT };

/** How a column travels: words as codes, booleans as bytes, all else as it is. */
function travelType(column: Column, type: LoadType) {
  if (isCoded(column)) return STORED.Coded;
  if (column instanceof Uint8Array) return STORED.Uint8Array;
  return COLUMN_TYPES[type];
}

/** SQL that turns a travelled column back into its own type. */
function arrival(name: string, column: Column, type: LoadType): string {
  const id = identifier(name);
  if (isCoded(column)) return `list_extract([${column.names.map(literal).join(", ")}], ${id} + 1) AS ${id}`;
  if (column instanceof Uint8Array) return `${id} = 1 AS ${id}`;
  if (type === "REAL" || type === "DOUBLE") return `CASE WHEN isnan(${id}) THEN NULL ELSE ${id} END AS ${id}`;
  return id;
}

/** How a SQL type is read into a typed array: the expression that leaves no nulls, and the array it fills. */
const float = {
  cast: (id: string) => `COALESCE(CAST(${id} AS DOUBLE), 'NaN')`,
  empty: (n: number) => new Float64Array(n),
};
const notNull = (expression: string, name: string) =>
  `CASE WHEN ${identifier(name)} IS NULL THEN error(${
    literal(
      `Cannot read column "${name}" as typed values: only numbers with a fraction and text may hold nulls`,
    )
  }) ELSE ${expression} END`;
const READ_AS: Readonly<
  Record<string, {
    cast: (id: string, name: string) => string;
    empty: (rows: number) => Float64Array | Int32Array | Uint8Array | string[];
  }>
> = {
  DOUBLE: float,
  FLOAT: float,
  BIGINT: float,
  HUGEINT: float,
  INTEGER: { cast: notNull, empty: (rows) => new Int32Array(rows) },
  DATE: {
    cast: (id, name) => notNull(`CAST(${id} - DATE '1970-01-01' AS INTEGER)`, name),
    empty: (rows) => new Int32Array(rows),
  },
  BOOLEAN: {
    cast: (id, name) => notNull(`CAST(${id} AS UTINYINT)`, name),
    empty: (rows) => new Uint8Array(rows),
  },
  VARCHAR: { cast: (id) => id, empty: (rows) => new Array<string>(rows) },
};

/** SQL by which a column leaves as values of a typed array. */
function departure(name: string, type: string): string {
  const reading = READ_AS[type];
  if (reading === undefined) {
    throw new TypeError(`Cannot read column "${name}" as typed values: type ${type} has no typed form`);
  }
  return `${reading.cast(identifier(name), name)} AS ${identifier(name)}`;
}

class DuckDB implements DuckDBWarehouse {
  constructor(private readonly connection: DuckDBConnection, private readonly shut: () => void) {}

  async run(sql: string): Promise<void> {
    await awake(this.connection.run(sql));
  }

  async query<T extends Row = Row>(sql: string): Promise<T[]> {
    const reader = await awake(this.connection.runAndReadAll(sql));
    const names = reader.columnNames();
    return reader.getRows().map((values) =>
      Object.fromEntries(values.map((value, index) => [names[index]!, plain(value)])) as T
    );
  }

  async columns(sql: string): Promise<Record<string, Float64Array | Int32Array | Uint8Array | string[]>> {
    const described = await this.describe(sql);
    const select = described.map(({ name, type }) => departure(name, type)).join(", ");
    const result = await awake(this.connection.run(`SELECT ${select} FROM (${sql})`));
    const chunks = await awake(result.fetchAllChunks());
    const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
    return Object.fromEntries(described.map(({ name, type }, index) => {
      const column = READ_AS[type]!.empty(rows);
      let start = 0;
      for (const chunk of chunks) {
        const vector = chunk.getColumnVector(index);
        read(vector, column, start, chunk.rowCount);
        start += chunk.rowCount;
      }
      return [name, column];
    }));
  }

  async copyTo(sql: string, path: string): Promise<number> {
    const copied = this.connection.runAndReadAll(`COPY (${sql}) TO ${literal(path)} ${PARQUET}`);
    const reader = await awake(copied);
    return Number(reader.getRows()[0]?.[0] ?? 0);
  }

  async tables(): Promise<string[]> {
    const rows = await this.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables ORDER BY table_name",
    );
    return rows.map((row) => row.name);
  }

  async attach(name: string, paths: string | readonly string[]): Promise<void> {
    const files = (typeof paths === "string" ? [paths] : paths).map(literal).join(", ");
    await this.run(`CREATE OR REPLACE VIEW ${identifier(name)} AS SELECT * FROM read_parquet([${files}])`);
  }

  async load(name: string, columns: ColumnTable, types: Readonly<Record<string, LoadType>>): Promise<void> {
    const names = Object.keys(types);
    const given = names.map((column) => {
      const values = columns[column];
      if (values === undefined) {
        throw new TypeError(
          `Cannot load table "${name}" as every column must be given: "${column}" is missing`,
        );
      }
      return values;
    });
    const extra = Object.keys(columns).filter((column) => !(column in types));
    if (extra.length > 0) {
      throw new TypeError(
        `Cannot load table "${name}" as columns must be declared: "${extra.join('", "')}" is not`,
      );
    }
    const rows = given[0] === undefined ? 0 : lengthOf(given[0]);
    given.forEach((column, index) => {
      if (lengthOf(column) !== rows) {
        throw new RangeError(
          `Cannot load table "${name}" as columns must have equal length: "${names[index]}" has ` +
            `${lengthOf(column)}, "${names[0]}" has ${rows}`,
        );
      }
    });
    const travelling = `${name}_travelling`;
    const travelTypes = given.map((column, index) => travelType(column, types[names[index]!]!));
    await this.run(
      `CREATE OR REPLACE TEMP TABLE ${identifier(travelling)} (` +
        names.map((column, index) => `${identifier(column)} ${travelTypes[index]!.toString()}`).join(", ") +
        ")",
    );
    const appender = await awake(this.connection.createAppender(travelling));
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(travelTypes, count);
      given.forEach((column, index) => {
        const vector = chunk.getColumnVector(index);
        if (isCoded(column)) fill(vector, column.codes, start, count);
        else if (Array.isArray(column)) fillText(vector, column, start, count);
        else fill(vector, column as Float64Array, start, count);
        vector.flush();
      });
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const select = names.map((column, index) => arrival(column, given[index]!, types[column]!)).join(", ");
    await this.run(
      `CREATE OR REPLACE TEMP VIEW ${identifier(name)} AS SELECT ${select} FROM ${identifier(travelling)}`,
    );
  }

  async describe(sql: string): Promise<{ name: string; type: string }[]> {
    const rows = await this.query<{ column_name: string; column_type: string }>(`DESCRIBE ${sql}`);
    return rows.map((row) => ({ name: row.column_name, type: row.column_type }));
  }

  close(): void {
    this.connection.closeSync();
    this.shut();
  }
}

/** Opens an empty in-memory warehouse. Close it to free its memory. */
export async function openWarehouse(
  { threads, spillTo, memoryLimitMib }: DuckDBOptions,
): Promise<DuckDBWarehouse> {
  const creating = DuckDBInstance.create(":memory:", {
    threads: String(threads),
    preserve_insertion_order: "true",
    // A folder of its own: engines that share one write over each other's files, unnoticed.
    ...(spillTo === undefined ? {} : { temp_directory: `${spillTo}/spill-${crypto.randomUUID()}` }),
    ...(memoryLimitMib === undefined ? {} : { memory_limit: `${memoryLimitMib}MiB` }),
    // Nothing may be fetched or loaded while a phase runs.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const instance = await awake(creating);
  const connection = await awake(instance.connect());
  return new DuckDB(connection, () => instance.closeSync());
}
