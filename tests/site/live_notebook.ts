/** The live notebook says what is wrong with an edit, keeps what was good, and recovers with the next edit. */
import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../lib/pipeline/project.ts";
import { type OpenNotebook, openNotebook, withWorkingCopy } from "./live_copy.ts";
import type { Report } from "./report.ts";

/** Milliseconds for an edit and all that follows it. */
const PATIENCE = 120_000;
/** Milliseconds from the signal to the end. */
const MOST_TO_END = 2000;
/** Last lines of the notebook that a failure to end shows. */
const SHOWN_LINES = 20;

interface Mistake {
  what: string;
  file: string;
  good: string;
  bad: string;
  /** What the page says of it. */
  said: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    what: "settings that are no YAML",
    file: "config/site.yaml",
    good: "title: Headroom",
    bad: "title: [Headroom",
    said: /Cannot read config\/site\.yaml as it must be YAML/,
  },
  {
    what: "a setting out of range",
    file: "config/site.yaml",
    good: "least_days: 14",
    bad: "least_days: 0",
    said: /site\.changes\.least_days/,
  },
  {
    what: "a function that does not parse",
    file: "lib/answers/pages/risk.ts",
    good: "const first = actions[0];",
    bad: "const first = actions[0;",
    said: /lib\/answers\/pages\/risk\.ts:\d+/,
  },
  {
    what: "SQL that does not parse",
    file: "lib/recommendations/savings.sql",
    good: "SELECT",
    bad: "SELEKT",
    said: /Cannot make snapshot "savings"[\s\S]*syntax error/,
  },
];

/** Makes each mistake and puts it right again. */
export async function liveNotebook(browser: Browser, { check }: Report): Promise<void> {
  await withWorkingCopy(ROOT, async (folder) => {
    const notebook = await openNotebook(folder, 4710);
    const page = await browser.newPage();
    try {
      await page.goto(`${notebook.url}index.html`, { timeout: PATIENCE });
      await page.locator(".answer strong").first().waitFor({ timeout: PATIENCE });
      for (const mistake of MISTAKES) {
        await check(
          `the live notebook says so of ${mistake.what}, and recovers`,
          () => makeMistake(folder, page, mistake),
        );
      }
      await check(
        "the live notebook ends at once when told to, be it at work for an open page, and leaves nothing behind",
        () => endAtWork(folder, page, notebook),
      );
    } finally {
      await page.close();
      await notebook.close();
    }
  });
}

async function makeMistake(folder: string, page: Page, { file, good, bad, said }: Mistake): Promise<void> {
  const path = folder + file;
  const text = await Deno.readTextFile(path);
  assert.ok(text.includes(good), `${file} must contain ${good}`);
  const failed = page.locator('.live-notice[data-state="failed"]');
  await Deno.writeTextFile(path, text.replace(good, () => bad));
  await failed.waitFor({ timeout: PATIENCE });
  assert.match(await failed.innerText(), said);
  assert.match(await page.locator(".answer").innerText(), /server/, "the page keeps what was good");
  await Deno.writeTextFile(path, text);
  await failed.waitFor({ state: "detached", timeout: PATIENCE });
}

/** Has it begin to make snapshots, and ends it then. */
async function endAtWork(folder: string, page: Page, notebook: OpenNotebook): Promise<void> {
  const path = `${folder}config/risk.yaml`;
  const text = await Deno.readTextFile(path);
  const edited = text.replace(/^high: (\d+)/m, (_, high) => `high: ${Number(high) - 1}`);
  assert.notEqual(edited, text, "config/risk.yaml must name the high threshold");
  await Deno.writeTextFile(path, edited);
  await page.locator('.live-notice[data-state="working"]').waitFor({ timeout: PATIENCE });
  const at = performance.now();
  const code = await notebook.close();
  const took = performance.now() - at;
  assert.equal(code, 0, notebook.told.slice(-SHOWN_LINES).join("\n"));
  // Framework's own esbuild ends once it finds nobody listening.
  while (performance.now() - at < MOST_TO_END && (await runningIn(folder)).length > 0) await delay(100);
  assert.deepEqual(await runningIn(folder), []);
  assert.ok(took < MOST_TO_END, `it took ${took.toFixed(0)} ms to end`);
  const left = await Array.fromAsync(Deno.readDir(`${folder}src/data`), ({ name }) => name);
  assert.deepEqual(left.filter((name) => /\.(parquet|json|tmp)$/.test(name)), []);
}

/** Processes at work in a folder, by their command lines; where the system does not show them, none. */
async function runningIn(folder: string): Promise<string[]> {
  if (Deno.build.os !== "linux") return [];
  const found: string[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (await Deno.realPath(`/proc/${name}/cwd`) !== folder.replace(/\/$/, "")) continue;
      found.push((await Deno.readTextFile(`/proc/${name}/cmdline`)).replaceAll("\0", " ").trim());
    } catch (error) {
      // It has ended meanwhile, or is none of ours.
      if (!(error instanceof Deno.errors.NotFound || error instanceof Deno.errors.PermissionDenied)) {
        throw error;
      }
    }
  }
  return found.filter((command) => command !== "");
}
