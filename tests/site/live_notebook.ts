/**
 * The live notebook shows an edit in the open page; it says what is wrong with one, keeps what was good, and recovers
 * with the next.
 */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../../lib/pipeline/project.ts";
import { assertAccessible } from "./accessibility.ts";
import { lastOf, type OpenNotebook, openNotebook, withWorkingCopy } from "./live_copy.ts";
import { endAtWork } from "./live_ending.ts";
import type { Report } from "./report.ts";

/** Milliseconds after which what an edit leads to will never come, however busy the machine. */
const PATIENCE = 180_000;
/** The notebook takes the next port that is free. */
const FIRST_PORT = 4710;

interface Change {
  what: string;
  file: string;
  from: string;
  to: string;
  /** What the page says then and not before, and where. */
  says: string;
  where: string;
}

const CHANGES: readonly Change[] = [
  {
    what: "a setting that every page carries",
    file: "config/site.yaml",
    from: "title: Headroom",
    to: "title: Room to spare",
    says: "Room to spare",
    where: "#observablehq-sidebar",
  },
  {
    what: "a function of a phase",
    file: "lib/answers/pages/index.ts",
    from: "Look first at",
    to: "Begin with",
    says: "Begin with",
    where: ".answer",
  },
];

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

/** The live notebook of a copy, with a page open. */
export interface Live {
  folder: string;
  notebook: OpenNotebook;
  page: Page;
}

/** Makes each change and each mistake and puts it right again, then ends the notebook at work. */
export async function liveNotebook(browser: Browser, { check }: Report): Promise<void> {
  await check(
    "the live notebook opens on a copy of the checkout, which can be removed afterwards",
    () =>
      withWorkingCopy(ROOT, async (folder) => {
        const notebook = await openNotebook(folder, FIRST_PORT);
        const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
        try {
          await opened({ folder, notebook, page }, check);
        } finally {
          await page.close();
          await notebook.close();
        }
      }),
  );
}

async function opened(live: Live, check: Report["check"]): Promise<void> {
  const { page, notebook } = live;
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(`page error: ${message}`));
  page.on("request", (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|blob:)/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${notebook.url}index.html`, { timeout: PATIENCE });
  await page.locator(".answer strong").first().waitFor({ timeout: PATIENCE });
  for (const change of CHANGES) {
    await check(`the live notebook shows an edit of ${change.what}`, () => makeChange(live, change));
  }
  for (const mistake of MISTAKES) {
    await check(
      `the live notebook says so of ${mistake.what}, keeps what was good, and recovers`,
      () => makeMistake(live, mistake),
    );
  }
  await check("the live notebook's page throws nothing and asks no other host meanwhile", () => {
    assert.deepEqual(complaints, []);
    return Promise.resolve();
  });
  // Elsewhere there is no signal that a process can answer.
  if (Deno.build.os === "windows") return;
  await check(
    "the live notebook ends by itself when told to, be it at work for an open page, and leaves nothing behind",
    () => endAtWork(live),
  );
}

/** Each way is an edit: once the page says the new words, and then the old ones, with all its data. */
async function makeChange(live: Live, { file, from, to, says, where }: Change): Promise<void> {
  const { folder, page } = live;
  const path = folder + file;
  const text = await Deno.readTextFile(path);
  assert.ok(text.includes(from), `${file} must contain ${from}`);
  const place = page.locator(where).filter({ hasText: says });
  assert.equal(await place.count(), 0, `the page says "${says}" already`);
  try {
    await Deno.writeTextFile(path, text.replace(from, () => to));
    await place.first().waitFor({ timeout: PATIENCE });
    await noticed(live, "shown", /^(shown after .*)?$/);
  } finally {
    await Deno.writeTextFile(path, text);
  }
  await place.first().waitFor({ state: "hidden", timeout: PATIENCE });
  await noticed(live, "shown", /^(shown after .*)?$/);
  await page.locator(".answer strong").first().waitFor({ timeout: PATIENCE });
}

async function makeMistake(live: Live, { file, good, bad, said }: Mistake): Promise<void> {
  const { folder, page } = live;
  const path = folder + file;
  const text = await Deno.readTextFile(path);
  assert.ok(text.includes(good), `${file} must contain ${good}`);
  try {
    await Deno.writeTextFile(path, text.replace(good, () => bad));
    await noticed(live, "failed", said);
    assert.match(await page.locator(".answer").innerText(), /server/, "the page keeps what was good");
    await assertNoticeAccessible(page);
  } finally {
    await Deno.writeTextFile(path, text);
  }
  // It goes through "working", which comes of every edit; only "shown" is the end of this one.
  await noticed(live, "shown", /^(shown after .*)?$/);
}

/** Waits until the page's notice is in a state and says so. */
export async function noticed({ page, notebook }: Live, state: string, text: RegExp): Promise<void> {
  const notice = page.locator(".live-notice");
  try {
    await notice.and(page.locator(`[data-state="${state}"]`)).filter({ hasText: text })
      .waitFor({ state: "attached", timeout: PATIENCE });
  } catch {
    const said = await notice.evaluate((line: HTMLElement) => `${line.dataset.state}: ${line.textContent}`);
    assert.fail(`the page must say "${state}" and ${text}, it says ${said}\n${lastOf(notebook.told)}`);
  }
}

/** What is wrong is announced, by name, and can be read in both colour schemes. */
async function assertNoticeAccessible(page: Page): Promise<void> {
  await page.getByRole("status", { name: "Live notebook" }).waitFor();
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await assertAccessible(page, ".live-notice");
  }
}
