/** The data dispatcher's work: bring a snapshot up to date, then write its bytes to stdout. */
import { ROOT } from "../pipeline/project.ts";
import { DEFAULT_PROFILE } from "../pipeline/settings.ts";
import { snapshotFile } from "./snapshot_file.ts";

/** Written by every run of the pipeline or build of the site rather than made by a phase. */
const RECORDS: readonly string[] = ["provenance", "run", "changes", "drift"];

/** Writes the snapshot that Framework asks for to stdout, as it expects of a data loader. */
export async function stream(extension: "parquet" | "json"): Promise<void> {
  const name = parameter("snapshot");
  const profile = Deno.env.get("HEADROOM_PROFILE") ?? DEFAULT_PROFILE;
  // A build has run the pipeline just before; a preview may ask long after something was edited.
  if (Deno.env.get("HEADROOM_FRESH") !== "1" && !RECORDS.includes(name)) await make(name, profile);
  const file = await Deno.open(await snapshotFile(ROOT, profile, `${name}.${extension}`), { read: true });
  await file.readable.pipeTo(Deno.stdout.writable);
}

async function make(name: string, profile: string): Promise<void> {
  const [{ makeSnapshots }, { openProject }, { terminalReporter }] = await Promise.all([
    import("../pipeline/engine.ts"),
    import("../pipeline/project.ts"),
    import("../pipeline/progress.ts"),
  ]);
  const options = { snapshots: [name], only: false, force: false, explain: false, workers: 1 };
  await makeSnapshots(await openProject(ROOT, profile), options, terminalReporter());
}

/** Framework passes what stands for `[name]` in the loader's file name as `--name=value`. */
function parameter(name: string): string {
  const flag = `--${name}=`;
  const argument = Deno.args.find((arg) => arg.startsWith(flag));
  if (argument === undefined) {
    throw new TypeError(`Cannot stream a snapshot as ${flag}… must name it: [${Deno.args.join(", ")}]`);
  }
  return argument.slice(flag.length);
}
