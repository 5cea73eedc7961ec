/** What a page says first stands in its HTML, and scripts leave it as it is. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { answers } from "../../lib/pipeline/schemas/answers.ts";
import { pagesOf } from "./pages.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";

const SAID = ".dateline, .answer, .figures, .changes";

/** What a page says first, place by place. White space between elements is not compared. */
async function said(context: BrowserContext, address: string, ready: (page: Page) => Promise<void>) {
  const page = await context.newPage();
  await page.goto(address);
  await ready(page);
  const texts = await page.locator(SAID).evaluateAll((places) =>
    places.map((place) => `${place.className}: ${place.textContent?.replace(/\s+/g, "")}`)
  );
  await page.close();
  return texts;
}

/** Every page with scripts and without. */
export async function withoutScripts(browser: Browser, origin: string, root: string, { check }: Report) {
  const viewport = { width: 1280, height: 900 };
  const { pages } = answers.shape.parse(
    JSON.parse(await Deno.readTextFile(`${root}/downloads/answers.json`)),
  );
  const plain = await browser.newContext({ viewport, javaScriptEnabled: false });
  const scripted = await browser.newContext({ viewport });
  for (const name of await pagesOf(root)) {
    await check(
      `${name} says its answer without scripts, and the same with them`,
      async () => {
        const before = await said(plain, `${origin}${name}.html`, async () => {});
        assert.ok(before.length >= 2, "dateline and answer");
        for (const text of before) {
          if (text === "figures: " && pages[name]?.figures.length === 0) continue;
          assert.ok(text.length > 30, `it must say something: ${text}`);
        }
        assert.deepEqual(await said(scripted, `${origin}${name}.html`, settle), before);
      },
    );
  }
  await plain.close();
  await scripted.close();
}
