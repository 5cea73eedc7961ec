/** What pages say when there is a build or a version before: the built site may be the first, so these are given. */
import assert from "node:assert/strict";
import type { Browser, BrowserContext } from "playwright-core";
import type { Report } from "./report.ts";
import { visit } from "./visit.ts";

const METRICS = ["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"];
const BANDS = ["1-30", "31-90", "91-180"];

/** Errors of two versions: all but one metric and distance within the tolerance. */
export const DRIFT = {
  version: "2025-12-31-aaaaaaaa",
  previous: "2025-11-30-bbbbbbbb",
  same_backtest: false,
  tolerance_pct: 5,
  rows: [
    {
      metric: "all",
      horizon_band: "all",
      model: "selected",
      before: 0.8,
      after: 0.788,
      change_pct: -1.5,
      worse: false,
    },
    ...METRICS.flatMap((metric, place) =>
      BANDS.map((horizon_band, band) => {
        const change_pct = place === 3 && band === 2 ? 8.4 : place - 2 - band;
        const before = 4 + place;
        return {
          metric,
          horizon_band,
          model: "selected",
          before,
          after: before * (1 + change_pct / 100),
          change_pct,
          worse: change_pct > 5,
        };
      })
    ),
  ],
};

const moved = (
  server_id: string,
  change: string,
  level_before: string,
  level_after: string,
  days: number | null,
) => ({
  server_id,
  change,
  metric: "cpu_p95",
  level_before,
  level_after,
  date_before: days === null ? null : "2026-03-31",
  date_after: "2026-03-05",
  days,
});

/** A threshold lowered since the build before. */
export const CHANGES = {
  before: "2025-12-31",
  days_added: 0,
  servers_added: [],
  servers_removed: [],
  servers: [
    moved("SRV-0001", "newly_at_risk", "watch", "high", null),
    moved("SRV-0002", "moved_date", "high", "very_high", -26),
  ],
  models: [{ before: "mstl", after: "calendar_regression", series: 3 }],
  settings: [{ path: "risk.high", before: "80", after: "75" }],
  sentence: [{ text: "Compared with the last build that differed: 1 setting changed." }],
};

/** Has pages read documents other than those of the site, by their names. */
export async function give(
  context: BrowserContext,
  documents: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, body] of Object.entries(documents)) {
    await context.route(
      new RegExp(`/data/${name}\\.[0-9a-f]+\\.json`),
      (route) => route.fulfill({ contentType: "application/json", body: JSON.stringify(body) }),
    );
  }
}

export async function comparisons(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await give(context, { drift: DRIFT, changes: CHANGES });
  await check(
    "a version before is compared with by metric and distance, what is worse in words",
    async () => {
      const { page, complaints } = await visit(context, origin, "models.html");
      const chart = page.locator("figure.chart", { hasText: "1.5\u202f% less than those of version" });
      assert.match(
        await chart.locator(".chart-title").innerText(),
        /1 of 15 metrics and distances by over 5\u202f% more/,
      );
      assert.match(await chart.locator("svg").first().innerHTML(), /network in, 91–180 days/);
      assert.match(await chart.locator("svg").first().innerHTML(), /\+8\.4.*worse/);
      assert.deepEqual(complaints, []);
      await page.close();
    },
  );
  await check(
    "a build before is compared with: servers by name, settings by path, models by name",
    async () => {
      const { page, complaints } = await visit(context, origin, "index.html");
      const said = await page.locator("details.changed").innerText();
      assert.match(said, /SRV-0001\s+Newly at risk/);
      assert.match(said, /SRV-0002\s+Date moved/);
      assert.match(said, /risk\.high: 80 → 75/);
      assert.match(said, /3 series by calendar regression, before by MSTL/);
      assert.deepEqual(complaints, []);
      await page.close();
    },
  );
  await context.close();
}
