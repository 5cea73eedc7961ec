/** What must hold on every page, whatever it is about. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Cells that failed, and words that only a broken computation writes. */
export async function assertNoBrokenCells(page: Page): Promise<void> {
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll(".observablehq--error")].map((cell) => cell.textContent ?? "")
  );
  assert.deepEqual(broken, [], "no cell may fail");
  const raw = await page.locator("main .observablehq--inspect").allInnerTexts();
  assert.deepEqual(raw, [], "no cell may show its value as code");
  const text = await page.locator("main").innerText();
  const found = text.match(/.{0,40}\b(NaN|undefined|Infinity|\[object \w+\])(?![\w-]).{0,40}/);
  assert.equal(found?.[0], undefined, "no value may be written as code");
}

/** The question, the answer and the as-of date are there. */
export async function assertAnswered(page: Page): Promise<void> {
  assert.match(await page.locator("h1").innerText(), /\?$/, "the title must be a question");
  assert.ok((await page.locator(".answer").innerText()).length > 40, "the page must answer it");
  assert.match(await page.locator(".dateline").innerText(), /As of \d+ \w+ \d{4}/, "as of when");
}

/** Every chart is drawn, has a name, a description and a table of its values. Returns how many there are. */
export async function assertChartsNamed(page: Page): Promise<number> {
  const charts = await page.evaluate(() =>
    [...document.querySelectorAll("figure.chart")].map((figure) => {
      const svg = figure.querySelector(".chart-body svg");
      return {
        title: figure.querySelector(".chart-title")?.textContent ?? "",
        role: svg?.getAttribute("role"),
        name: svg?.getAttribute("aria-label"),
        described: (svg?.getAttribute("aria-description") ?? "").length > 20,
        marks: svg?.querySelectorAll("path, rect, circle, line").length ?? 0,
        values: figure.querySelectorAll("details tbody tr").length,
      };
    })
  );
  for (const { title, role, name, described, marks, values } of charts) {
    assert.equal(role, "img", `"${title}" must be an image to a screen reader`);
    assert.equal(name, title, `"${title}" must carry its title as its name`);
    assert.ok(described, `"${title}" must be described`);
    assert.ok(marks > 0, `"${title}" must be drawn`);
    assert.ok(values > 0, `"${title}" must have a table of its values`);
  }
  return charts.length;
}

/** Layout shift that a reader hardly notices; 0.1 counts as good (web.dev/cls). */
const STEADY = 0.05;

/** Nothing has moved under the reader's eyes while the page came together. */
export async function assertSteady(page: Page): Promise<void> {
  const shift = await page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: "layout-shift", buffered: true });
    const moves = observer.takeRecords() as (PerformanceEntry & { value: number })[];
    return moves.reduce((sum, { value }) => sum + value, 0);
  });
  assert.ok(shift <= STEADY, `the page must not shift by more than ${STEADY}: ${shift.toFixed(3)}`);
}

/** Nothing is wider than the screen. */
export async function assertFits(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= screen, `the page must fit its screen: ${wide} > ${screen} pixels`);
}
