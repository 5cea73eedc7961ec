/** The live notebook: preview, and the pipeline again whenever something it depends on is edited. */
import { duration } from "../pipeline/progress.ts";
import { ROOT } from "../pipeline/project.ts";
import { DATA_CACHE, prepareFramework, say, SITE } from "./build.ts";
import { editOf } from "./edits.ts";
import { codeOfSignal } from "./ending.ts";
import { startPreview } from "./framework.ts";
import { writeChanges } from "./history.ts";
import { lines } from "./lines.ts";
import { clearLiveData, LiveData } from "./live_data.ts";
import { LivePipeline } from "./live_pipeline.ts";
import { Notebook } from "./notebook.ts";
import { Notices } from "./notices.ts";
import { freePort } from "./serve.ts";

/** What snapshots and pages are made from; Framework itself shows what is edited in src. */
const WATCHED = ["config", "lib", "loaders", "src", "data/samples", "data/catalogue"];
/** Editors write a file several times; wait until they are done. */
const QUIET_MILLISECONDS = 50;
/** What is under way within this process when it is told to end gets as long to finish. */
const LAST_MILLISECONDS = 800;

/**
 * Runs the preview on the first free port from one on, until a signal ends it.
 * @returns the exit code: 0 after a signal, the preview's when that ended by itself
 */
export async function dev(profile: string, firstPort: number): Promise<number> {
  const began = performance.now();
  const pipeline = new LivePipeline(profile);
  try {
    const { made, settings: { site } } = await pipeline.run("all");
    await writeChanges(ROOT, profile, site.changes.least_days);
    await prepareFramework(profile);
    const data = new LiveData(profile, DATA_CACHE);
    await data.follow();
    const port = freePort(firstPort);
    if (port !== firstPort) say(`port ${firstPort} is taken, so the notebook is at port ${port}`);
    const notices = new Notices([`http://127.0.0.1:${port}`, `http://localhost:${port}`], site.title);
    const options = { profile, title: site.title, output: SITE };
    const preview = await startPreview(options, port, notices.address);
    say(
      `ready after ${
        duration((performance.now() - began) / 1000)
      }, ${made.length} snapshots made; edits are followed`,
    );
    const watcher = Deno.watchFs(WATCHED);
    const notebook = new Notebook({ profile, pipeline, data, notices, title: site.title });
    pipeline.prepare();
    void follow(watcher, notebook);
    void report(preview);
    const { code } = await preview.status;
    watcher.close();
    await Promise.race([notebook.close(), new Promise((resolve) => setTimeout(resolve, LAST_MILLISECONDS))]);
    // The process ends now; a page that still listens must not hold it.
    void notices.close();
    return codeOfSignal() === undefined ? code : 0;
  } finally {
    pipeline.close();
    await clearLiveData();
  }
}

async function follow(watcher: Deno.FsWatcher, notebook: Notebook): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const changed = new Set<string>();
  for await (const { kind, paths } of watcher) {
    if (kind === "access" || editOf(ROOT, paths) === undefined) continue;
    for (const path of paths) changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const edit = editOf(ROOT, changed);
      changed.clear();
      if (edit !== undefined) notebook.take(edit);
    }, QUIET_MILLISECONDS);
  }
}

/** Framework tells its whole conversation with the browser; people want its address and what went wrong. */
async function report(preview: Deno.ChildProcess): Promise<void> {
  for await (const line of lines(preview.stdout)) if (/↳|error|warning|exited/i.test(line)) say(line);
}
