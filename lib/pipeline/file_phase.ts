/** A file phase makes a file for readers to take away: a workbook, a CSV table, a printed report. */
import type { z } from "zod";
import type { Section, Settings } from "../config/settings.ts";
import type { Phase, PhaseContext } from "./phase.ts";
import { type FileSchema, isFile } from "./schemas/file.ts";
import type { DocumentSchema } from "./schemas/snapshot.ts";

/** What a file phase's function is given beyond what every phase is. */
export interface FileContext<Sections extends Section = Section> extends PhaseContext<Sections> {
  /** A JSON document named in `needs`, checked against its schema. @throws RangeError when it is not named */
  document<Shape extends z.ZodType>(schema: DocumentSchema<Shape>): Promise<z.infer<Shape>>;
  /** Content hash of each snapshot named in `needs`. */
  hashes: Readonly<Record<string, string>>;
}

export interface FileContent {
  /** A stream where the file may outgrow memory. */
  bytes: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Rows of data in it. */
  rows: number;
}

export interface FileWork<Sections extends Section = Section> {
  kind: "file";
  content(context: FileContext<Sections>): Promise<FileContent> | FileContent;
}

export interface FilePhase<Sections extends Section = Section> {
  schema: FileSchema;
  /** The question the file answers, in one sentence. */
  question: string;
  /** Snapshots and documents it reads. */
  needs: readonly string[];
  /** Config sections it reads. */
  config: readonly Sections[];
  work(settings: Pick<Settings, Sections>): FileWork<Sections>;
  slice?: undefined;
}

export type AnyPhase = Phase | FilePhase;

export const isFilePhase = (phase: AnyPhase): phase is FilePhase => isFile(phase.schema);

/** Declares a phase that makes a file. A loader's default export; the loader is named as the file, with ".ts". */
export function filePhase<const Sections extends Section>(
  declaration: FilePhase<Sections>,
): FilePhase<Sections> {
  return declaration;
}
