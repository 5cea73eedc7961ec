/** Whether what is written can be read: no label on another, nothing cut off, at any width and when zoomed in. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { assertFits } from "./page_checks.ts";
import type { Report } from "./report.ts";
import { visit } from "./visit.ts";

/** Labels of a chart that stand on one another, each pair once, with the chart's title. */
export async function labelsOnLabels(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    // A label's box is higher than its letters: lines set close together share some of it.
    const SPARE = { across: 2, along: 6 };
    const found: string[] = [];
    for (const svg of document.querySelectorAll("figure.chart svg[role=img]")) {
      const labels = [...svg.querySelectorAll("text")]
        // The upright box of a slanted label says nothing of where its letters are.
        .filter((label) =>
          label.textContent?.trim() !== "" && !label.getAttribute("transform")?.includes("rotate")
        )
        .map((label) => ({ label, box: label.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0);
      labels.forEach(({ label, box }, index) => {
        for (const { label: other, box: at } of labels.slice(index + 1)) {
          const across = Math.min(box.right, at.right) - Math.max(box.left, at.left);
          const along = Math.min(box.bottom, at.bottom) - Math.max(box.top, at.top);
          if (across > SPARE.across && along > SPARE.along && label.textContent !== other.textContent) {
            found.push(`${svg.getAttribute("aria-label")}: “${label.textContent}” on “${other.textContent}”`);
          }
        }
      });
    }
    return found;
  });
}

/** Labels that a chart draws beyond the screen. */
export async function labelsCutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll("figure.chart svg[role=img] text")].flatMap((label) => {
      const { left, right, width } = label.getBoundingClientRect();
      const beyond = width > 0 && (left < -1 || right > document.documentElement.clientWidth + 1);
      return beyond ? [`${label.closest("svg")?.getAttribute("aria-label")}: “${label.textContent}”`] : [];
    })
  );
}

/** Texts outside of charts whose box is too small for them, does not scroll and does not say so by dots. */
export async function textsCutOff(page: Page): Promise<string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main *, #observablehq-header *")].filter((element) =>
      !(element instanceof SVGElement) &&
      element.closest(".cm-editor, caption") === null &&
      getComputedStyle(element).textOverflow !== "ellipsis" &&
      ["hidden", "clip"].includes(getComputedStyle(element).overflowX) &&
      element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
    ).map((element) => `${element.tagName} ${element.className}: ${element.textContent?.slice(0, 60)}`)
  );
}

/** A screen of 1,280 pixels at 200 %, and a phone. */
const SCREENS = [
  { what: "at 200 %", viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  { what: "on a phone", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
];

/** Every page on each of these screens, for readers who want nothing to move. */
export async function legible(
  pages: readonly string[],
  browser: Browser,
  origin: string,
  { check }: Report,
): Promise<void> {
  await Promise.all(SCREENS.map(async ({ what, ...screen }) => {
    const context = await browser.newContext({ ...screen, reducedMotion: "reduce" });
    for (const name of pages) {
      await check(`${name} can be read ${what}, and nothing moves`, async () => {
        const { page } = await visit(context, origin, `${name}.html`);
        await assertFits(page);
        assert.deepEqual(await labelsOnLabels(page), []);
        assert.deepEqual(await labelsCutOff(page), []);
        assert.deepEqual(await textsCutOff(page), []);
        assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
        await page.close();
      });
    }
    await context.close();
  }));
}
