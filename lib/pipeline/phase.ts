/**
 * A phase makes one snapshot. It says what question it answers, which snapshots and config sections it reads
 * and how the rows come about; the engine decides whether it must run, runs it, checks and stores the result.
 */
import type { z } from "zod";
import type { Section, Settings } from "../config/settings.ts";
import type { ColumnTable, Scalar, Warehouse } from "../warehouse/warehouse.ts";
import type { DocumentSchema, Schema, SnapshotSchema } from "./schemas/snapshot.ts";

/** What a phase's function is given. Snapshots named in `needs` are tables of the warehouse. */
export interface PhaseContext<Sections extends Section = Section> {
  settings: Pick<Settings, Sections>;
  warehouse: Warehouse;
  /** Something a reader should know; kept in the manifest and shown on the provenance page. */
  warn(message: string): void;
}

/** A relation written in SQL: rows never pass through JavaScript. */
export interface SqlWork {
  kind: "sql";
  /** Path of the file from the project root. `:name` in it stands for a parameter. */
  file: string;
  parameters: Readonly<Record<string, Scalar>>;
  /** Raw input files by the parameter that holds their path; their content decides freshness. */
  inputs: Readonly<Record<string, string>>;
}

/** Rows made by a function over the whole fleet: for results of at most some ten thousand rows. */
export interface TableWork<Sections extends Section, Row> {
  kind: "table";
  rows(context: PhaseContext<Sections>): Promise<readonly Row[]> | readonly Row[];
}

/** Typed columns made per shard of servers, on a pool of workers. Needs the snapshot `servers`. */
export interface SeriesWork<Sections extends Section> {
  kind: "series";
  columns(
    context: PhaseContext<Sections> & { servers: readonly string[] },
  ): Promise<ColumnTable> | ColumnTable;
}

/** Typed columns made part by part, on a pool of workers: for work that falls into parts other than servers. */
export interface PartsWork<Sections extends Section> {
  kind: "parts";
  /** How many there are; numbered from 0. */
  parts: number;
  columns(context: PhaseContext<Sections> & { part: number }): Promise<ColumnTable> | ColumnTable;
}

/** A JSON document made by a function over the whole fleet. */
export interface JsonWork<Sections extends Section, Value> {
  kind: "json";
  value(context: PhaseContext<Sections>): Promise<Value> | Value;
}

export type Work<Sections extends Section = Section, S extends Schema = Schema> = S extends
  SnapshotSchema<infer Columns>
  ? SqlWork | TableWork<Sections, z.infer<Columns>> | SeriesWork<Sections> | PartsWork<Sections>
  : S extends DocumentSchema<infer Shape> ? JsonWork<Sections, z.infer<Shape>>
  : never;

export interface Phase<Sections extends Section = Section, S extends Schema = Schema> {
  schema: S;
  /** The question the snapshot answers, in one sentence. */
  question: string;
  /** Snapshots it reads. */
  needs: readonly string[];
  /** Config sections it reads; a change elsewhere never re-runs it. */
  config: readonly Sections[];
  work(settings: Pick<Settings, Sections>): Work<Sections, S>;
  /** What of it the site carries, when all of it is too much for a browser. */
  slice?: Slice;
}

export interface Slice {
  /** A query over the snapshot (by its name) and those in `needs`. */
  query: string;
  /** What the reader should know about what is left out. */
  note: string;
}

/** Declares a phase. A loader file's default export. */
export function phase<const Sections extends Section, S extends Schema>(
  declaration: Phase<Sections, S>,
): Phase<Sections, S> {
  return declaration;
}

/** Work written in SQL. */
export function sql(
  file: string,
  { parameters = {}, inputs = {} }: Partial<Pick<SqlWork, "parameters" | "inputs">> = {},
): SqlWork {
  return { kind: "sql", file, parameters, inputs };
}
