/** What phases may ask of a SQL engine. DuckDB (duckdb.ts) is the default; Athena comes as a second one. */

export type Scalar = string | number | boolean | null;
/** A row as plain values: DATE is YYYY-MM-DD, whole numbers are numbers. */
export type Row = Record<string, Scalar>;

/** Text as positions in a list of names: cheap where a word repeats over thousands of rows. */
export interface Coded {
  codes: Int32Array;
  names: readonly string[];
}

/**
 * One column of a result. Float arrays hold REAL and DOUBLE (NaN is null), Int32Array holds INTEGER, and DATE
 * as days since 1970-01-01; Uint8Array holds BOOLEAN.
 */
export type Column =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint8Array
  | readonly (string | null)[]
  | Coded;

/** Columns of equal length, by name. */
export type ColumnTable = Readonly<Record<string, Column>>;

export interface Warehouse {
  /** Runs a query and returns its rows. For small results. */
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  /**
   * Runs a query and returns whole columns. Text comes as string[], numbers as Float64Array (null is NaN),
   * DATE and INTEGER as Int32Array, BOOLEAN as Uint8Array; these three hold no nulls.
   * @throws TypeError when a type has no column form; Error when a column that may not holds a null
   */
  columns(sql: string): Promise<Record<string, Float64Array | Int32Array | Uint8Array | string[]>>;
  /** Runs a query and writes its result to a Parquet file; returns the number of rows. */
  copyTo(sql: string, path: string): Promise<number>;
  /** Names of the tables and views that can be queried. */
  tables(): Promise<string[]>;
}
