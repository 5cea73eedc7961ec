/** Takes in one file: what is it, read it, judge it, keep it. */
import { exists } from "../../pipeline/store.ts";
import type { Survey } from "../files/survey.ts";
import { headText, textOf } from "../files/text.ts";
import type { Head, StreamReader } from "../reader.ts";
import { readerNamed, recognised, unrecognised } from "../recognise.ts";
import { Refusal } from "../refusal.ts";
import { sourceOf } from "../source.ts";
import { baseName, judging, stagePath, type Taking } from "./context.ts";
import { settle, type Settled } from "./settle.ts";
import { type Staged, stageStream } from "./stage.ts";
import { type TableRead, takeTable } from "./tables.ts";

export interface Taken {
  format: string;
  settled: Settled;
  notes: string[];
}

async function stream(
  path: string,
  name: string,
  found: Survey,
  reader: StreamReader,
  taking: Taking,
): Promise<Staged> {
  const { limits } = taking.settings;
  const source = sourceOf(baseName(name), () => textOf(path, name, found), {
    line: limits.line_bytes,
    document: limits.document_mib * 2 ** 20,
  });
  return await stageStream(
    taking.warehouse,
    name,
    reader.read(source, taking.told.series),
    judging(taking, undefined),
    (part) => stagePath(taking, part),
    taking.progress,
  );
}

/** @throws Refusal when the file cannot be used */
export async function take(
  file: { path: string; name: string; found: Survey },
  to: { samples: string; quarantine: string },
  taking: Taking,
): Promise<Taken> {
  const { path, name, found } = file;
  const head: Head = { name: baseName(name), text: found.packing === "parquet" ? "" : headText(found) };
  const { readers, format, told, warehouse, workspace } = taking;
  const reader = format !== undefined
    ? format === "table" ? undefined : readerNamed(format, readers)
    : told.mapping !== undefined || found.packing === "parquet"
    ? undefined
    : recognised(head, readers);
  if (await exists(workspace.scratch)) await clear(workspace.scratch);
  for (const table of ["faults", "fault_scans"]) await warehouse.run(`DROP TABLE IF EXISTS ${table}`);
  let staged: Staged;
  let notes: string[] = [];
  let counted: TableRead["counted"] = { least: 0, perRow: 1, within: () => Promise.resolve(0) };
  if (reader?.kind === "stream") {
    staged = await stream(path, name, found, reader, taking);
  } else {
    const read = await takeTable(path, name, found, taking, reader?.mapping(head) ?? told.mapping);
    if (read === undefined) throw new Refusal(unrecognised(head, readers));
    ({ staged, notes, counted } = read);
  }
  const settled = await settle(warehouse, staged, { file: name, ...to, ...counted });
  return { format: reader?.format ?? "table", settled, notes };
}

/** Removes what the file before left behind. */
async function clear(scratch: string): Promise<void> {
  for await (const { name } of Deno.readDir(scratch)) {
    if (/^(stage-|cells|utf8)/.test(name)) await Deno.remove(scratch + name);
  }
}
