/** The workspace on disk: what was taken in, file by file, and the daily figures made of it. */
import { z } from "zod";
import { exists, writeWhole } from "../../pipeline/store.ts";

const entry = z.strictObject({
  /** Name of its partition: content, name and how it was read. */
  id: z.string(),
  /** 1 for the first file taken in; where two speak of the same time, the later one counts. */
  order: z.number().int(),
  file: z.string(),
  sha256: z.string(),
  format: z.string(),
  read: z.number().int(),
  kept: z.number().int(),
  quarantined: z.number().int(),
  skipped: z.number().int(),
  servers: z.number().int(),
  metrics: z.array(z.string()),
  first: z.string(),
  last: z.string(),
  months: z.array(z.string()),
  /** Days of a series whose samples of earlier files it replaced, and those samples. */
  replaced_days: z.number().int(),
  replaced_samples: z.number().int(),
});

export type LogEntry = z.infer<typeof entry>;
const log = z.array(entry);

export class Workspace {
  /** @param root  ending in a slash */
  constructor(readonly root: string) {}

  readonly samples = (id: string): string => `${this.root}samples/${id}.parquet`;
  readonly quarantine = (id: string): string => `${this.root}quarantine/${id}.parquet`;
  get daily(): string {
    return `${this.root}daily.parquet`;
  }
  get inventory(): string {
    return `${this.root}inventory.parquet`;
  }
  get mappings(): string {
    return `${this.root}mappings/`;
  }
  get scratch(): string {
    return `${this.root}.scratch/`;
  }
  get log(): string {
    return `${this.root}ingest_log.json`;
  }

  /** Makes the folders; what a broken run left behind is cleared. */
  async open(): Promise<void> {
    if (await exists(this.scratch)) await Deno.remove(this.scratch, { recursive: true });
    for (const folder of ["samples/", "quarantine/", ".scratch/"]) {
      await Deno.mkdir(this.root + folder, { recursive: true });
    }
  }

  async close(): Promise<void> {
    if (await exists(this.scratch)) await Deno.remove(this.scratch, { recursive: true });
  }

  async readLog(): Promise<LogEntry[]> {
    return await exists(this.log) ? log.parse(JSON.parse(await Deno.readTextFile(this.log))) : [];
  }

  async writeLog(entries: readonly LogEntry[]): Promise<void> {
    await writeWhole(this.log, JSON.stringify(entries, null, 2) + "\n");
  }
}
