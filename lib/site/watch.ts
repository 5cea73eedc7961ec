/** The live notebook: preview, and the pipeline again whenever something it depends on is edited. */
import { ROOT } from "../pipeline/project.ts";
import { fillDataCache, prepareFramework, runPipeline, say, settingsOf, SITE } from "./build.ts";
import { bundleForPages } from "./bundle.ts";
import { checkClaims } from "./claims.ts";
import { startPreview } from "./framework.ts";
import { writeChanges } from "./history.ts";
import { madeSnapshots } from "./snapshot_file.ts";

/** What snapshots depend on; Framework itself watches src. */
const WATCHED = ["config", "lib", "loaders", "data/samples"];
/** Framework looks for new data when it sees one of these change. */
const LOADERS = ["src/data/[snapshot].parquet.ts", "src/data/[snapshot].json.ts"];
/** Editors write a file several times; wait until they are done. */
const QUIET_MILLISECONDS = 150;

/** Runs the preview until it ends. Returns its exit code. */
export async function dev(profile: string, port: number): Promise<number> {
  const { site } = await settingsOf(profile);
  await runPipeline(profile);
  await writeChanges(ROOT, profile, site.changes.least_days);
  await prepareFramework(profile);
  const preview = startPreview({ profile, title: site.title, output: SITE }, port);
  endWith(preview);
  const watcher = Deno.watchFs(WATCHED);
  void follow(watcher, profile);
  void report(preview);
  const { code } = await preview.status;
  watcher.close();
  return code;
}

async function follow(watcher: Deno.FsWatcher, profile: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = Promise.resolve();
  for await (const { kind, paths } of watcher) {
    if (kind === "access" || paths.every(isScratch)) continue;
    clearTimeout(timer);
    timer = setTimeout(() => running = running.then(() => refresh(profile)), QUIET_MILLISECONDS);
  }
}

/** Whoever ends this command ends the preview with it, from a terminal or not. */
function endWith(preview: Deno.ChildProcess): void {
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, () => preview.kill());
}

/** Framework tells its whole conversation with the browser; people want its address and what went wrong. */
async function report(preview: Deno.ChildProcess): Promise<void> {
  const lines = preview.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(splitLines());
  for await (const line of lines) if (/↳|error|warning|exited/i.test(line)) say(line);
}

function splitLines(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) controller.enqueue(line);
    },
    flush: (controller) => controller.enqueue(rest),
  });
}

/** What a build would refuse, said while pages are edited. */
async function sayClaims(profile: string): Promise<void> {
  const faults = await checkClaims("src", await madeSnapshots(ROOT, profile));
  for (const { file, fault } of faults) say(`src/${file}: ${fault}`);
}

const isScratch = (path: string) => /(~|\.tmp|\.swp|\/\.[^/]*|\/4913)$/.test(path);

/** Re-runs what the edit affects and has open pages fetch it. A failure is shown and leaves the page as it was. */
async function refresh(profile: string): Promise<void> {
  try {
    await runPipeline(profile);
    await writeChanges(ROOT, profile, (await settingsOf(profile)).site.changes.least_days);
    await bundleForPages();
    const made = await fillDataCache(profile);
    for (const loader of LOADERS) await Deno.utime(loader, made, made);
    await sayClaims(profile);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
