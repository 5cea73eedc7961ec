/** What the command `npm run ingest` is asked for. */
import { parseArgs } from "node:util";
import { refuseUnknownZone } from "./clock.ts";
import type { Reader } from "./reader.ts";
import { Refusal } from "./refusal.ts";

export interface Options {
  files: readonly string[];
  /** Absent: recognised by content. */
  format: string | undefined;
  timezone: string | undefined;
  map: string | undefined;
  inventory: string | undefined;
  dry_run: boolean;
}

const OPTIONS = {
  format: { type: "string" },
  timezone: { type: "string" },
  map: { type: "string" },
  inventory: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean" },
} as const;

export const help = (readers: readonly Reader[], workspace: string): string =>
  `Takes extracts of monitoring systems into the workspace (${workspace}) and makes daily figures of them.

  npm run ingest -- FILE|FOLDER|- … [options]

  FILE …            extracts, packed with gzip or zip or not; folders are read to the bottom, - is standard input
  --format F        one of the formats below (default: recognised by content)
  --timezone Z      zone of times that name none, such as Europe/Zurich or UTC
  --map FILE        which column is what, as YAML; where one is needed, a proposal is written
  --inventory FILE  what is known of the servers: CSV with the column server_id and any of business_unit, region,
                    criticality, environment, archetype, service, instance_type, vcpu, memory_gib, disk_gib,
                    network_mbps, usd_per_month
  --dry-run         says what would be taken in and writes nothing
  --help            this text

Formats: ${["table", ...readers.map(({ format }) => format)].sort().join(", ")}.
A file that was taken in before is left alone; one that speaks of the same time as an earlier one replaces it there.
What is rejected goes to ${workspace}/quarantine with file, line and reason. Exit code 1 when a file was refused or
nothing could be kept, 2 when the command cannot be read.
`;

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`Cannot read the command: ${(error as Error).message}. See npm run ingest -- --help`);
  }
}

/** Reads the command line. @throws Refusal naming the option and its rule */
export function readOptions(args: string[]): Options | "help" {
  const { values, positionals } = parsed(args);
  if (values.help) return "help";
  if (positionals.length === 0 && values.inventory === undefined) {
    throw new Refusal("Cannot take anything in as a file or folder is needed. See npm run ingest -- --help");
  }
  if (values.timezone !== undefined) refuseUnknownZone(values.timezone);
  const { format, timezone, map, inventory } = values;
  return { files: positionals, format, timezone, map, inventory, dry_run: values["dry-run"] ?? false };
}
