/** The record of how a snapshot came about. Committed, so that a change request shows which results moved. */
import { z } from "zod";

const hashes = z.record(z.string(), z.string());

export const manifestShape = z.strictObject({
  snapshot: z.string(),
  question: z.string(),
  /** SHA-256 over everything below that decides the result. */
  fingerprint: z.string(),
  /** Content hash of each module and SQL file of ours that the phase runs. */
  code: hashes,
  /** Version of each package it runs. */
  packages: hashes,
  /** Values of the config sections it names. */
  config: z.record(z.string(), z.unknown()),
  /** Paths below it that the run read; a change elsewhere in these sections leaves the result as it is. */
  reads: z.array(z.string()).optional(),
  /** Content hash of each snapshot it reads. */
  inputs: hashes,
  /** Content hash of each raw input file. */
  files: hashes,
  runtime: hashes,
  rows: z.number().int(),
  columns: z.array(z.string()),
  bytes: z.number().int(),
  sha256: z.string(),
  slice: z.strictObject({
    note: z.string(),
    rows: z.number().int(),
    bytes: z.number().int(),
    sha256: z.string(),
  })
    .nullable(),
  warnings: z.array(z.string()),
  /** Cost and reason of the run that first gave this result; a run that only repeats it changes nothing here. */
  measured: z.strictObject({ seconds: z.number(), peak_memory_mib: z.number(), because: z.string() }),
});

export type Manifest = z.infer<typeof manifestShape>;

/** What decides a snapshot's content. */
export type Ingredients = Pick<Manifest, "code" | "packages" | "config" | "inputs" | "files" | "runtime">;
