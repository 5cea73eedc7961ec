/** The live notebook: preview, and the pipeline again whenever something it depends on is edited. */
import { prepareFramework, runPipeline, say, settingsOf, SITE } from "./build.ts";
import { startPreview } from "./framework.ts";

/** What snapshots depend on; Framework itself watches src. */
const WATCHED = ["config", "lib", "loaders", "data/samples"];
/** Framework re-reads data when the loader file is newer than its copy. */
const LOADERS = ["src/data/[snapshot].parquet.ts", "src/data/[snapshot].json.ts"];
/** Editors write a file several times; wait until they are done. */
const QUIET_MILLISECONDS = 150;

/** Runs the preview until it ends. Returns its exit code. */
export async function dev(profile: string, port: number): Promise<number> {
  const { site } = await settingsOf(profile);
  await runPipeline(profile);
  await prepareFramework(profile);
  const preview = startPreview({ profile, title: site.title, output: SITE }, port);
  const watcher = Deno.watchFs(WATCHED);
  void follow(watcher, profile);
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

const isScratch = (path: string) => /(~|\.tmp|\.swp|\/\.[^/]*|\/4913)$/.test(path);

/** Re-runs what the edit affects and has open pages fetch it. A failure is shown and leaves the page as it was. */
async function refresh(profile: string): Promise<void> {
  try {
    await runPipeline(profile);
    const now = new Date();
    for (const loader of LOADERS) await Deno.utime(loader, now, now);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
