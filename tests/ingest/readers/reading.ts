/** What a reader makes of a text, all batches together. */
import assert from "node:assert/strict";
import type { StreamReader } from "../../../lib/ingest/reader.ts";
import { accounted, type Batch, emptyBatch } from "../../../lib/ingest/sample.ts";
import { NOTHING_TOLD, type SeriesMap } from "../../../lib/ingest/series.ts";
import { sourceOf } from "../../../lib/ingest/source.ts";

const LIMITS = { line: 1e6, document: 1e8 };
const SAMPLES = new URL("../../../data/samples/formats/", import.meta.url);

export const sampleText = (path: string): string => Deno.readTextFileSync(new URL(path, SAMPLES));

/** Reads a text that comes in parts of some length, and checks that each batch accounts for what it read. */
export async function reading(
  reader: StreamReader,
  name: string,
  text: string,
  told: SeriesMap = NOTHING_TOLD,
  part = 1000,
): Promise<Batch> {
  async function* parts() {
    for (let at = 0; at < text.length; at += part) yield await Promise.resolve(text.slice(at, at + part));
  }
  const all = emptyBatch();
  for await (const batch of reader.read(sourceOf(name, parts, LIMITS), told)) {
    assert.equal(accounted(batch), batch.read);
    all.read += batch.read;
    all.samples.push(...batch.samples);
    all.rejected.push(...batch.rejected);
    for (const [reason, count] of Object.entries(batch.skipped)) {
      all.skipped[reason] = (all.skipped[reason] ?? 0) + count;
    }
  }
  return all;
}

/** Samples of each metric, maxima apart. */
export function counts({ samples }: Batch): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { metric, statistic } of samples) {
    const key = statistic === "maximum" ? `${metric} maximum` : metric;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

/** Values of one metric in the order they came. */
export const valuesOf = ({ samples }: Batch, metric: string): number[] =>
  samples.filter((sample) => sample.metric === metric).map(({ value }) => value);
