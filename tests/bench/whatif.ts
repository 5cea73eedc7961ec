/**
 * The command `npm run bench:whatif`: how far what-if agrees with risk on the default snapshots, and how long a
 * scenario takes in Chromium for that fleet and for one of 10,000 servers made by repeating it, every seventh day
 * as the site would carry it. Fails when levels or dates differ, or the browser and this process do.
 */
import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import type { Step } from "../../lib/config/steps.ts";
import { loadSettings } from "../../lib/pipeline/settings.ts";
import { bundle } from "../../lib/site/bundle.ts";
import { readFleet as readNarrow } from "../../lib/site/whatif/read.ts";
import { bind } from "../../lib/warehouse/bind.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { applied } from "../../lib/whatif/apply.ts";
import { type Fleet, LOAD_COLUMNS, type Server } from "../../lib/whatif/loads.ts";
import { type Outcome, outcome, type SeriesOutcome } from "../../lib/whatif/outcome.ts";
import { openBrowser } from "../site/chromium.ts";

const SNAPSHOTS = "data/snapshots";
const MANY = 10_000;
const SCENARIOS: Record<string, Step[]> = {
  "growth of 20 %": [{ do: "grow", percent: 20, per: "once" }],
  "growth of 20 % a year": [{ do: "grow", percent: 20, per: "year" }],
  "a region lost, then 10 % growth and other thresholds": [
    { do: "lose_region", region: "", to: [] },
    { do: "grow", percent: 10, per: "once" },
    { do: "thresholds", high: 75, very_high: 85 },
  ],
};

const narrow = await Deno.makeTempFile({ suffix: ".parquet" });
const { risk: rules } = await loadSettings({ root: "", profile: "default", environment: {} });
const warehouse = await openWarehouse({ threads: 1 });
await warehouse.attach("servers", `${SNAPSHOTS}/servers.parquet`);
await warehouse.attach("risk", `${SNAPSHOTS}/risk.parquet`);
await warehouse.attach("whatif", `${SNAPSHOTS}/whatif.parquet`);
await warehouse.attach("forecasts", `${SNAPSHOTS}/forecasts.parquet`);

/** The fleet as the page gets it: from the narrow form. */
async function readFleet(): Promise<Fleet> {
  const query = bind(await Deno.readTextFile("lib/site/tables/whatif.sql"), {
    large: false,
    service: null,
    every: 1,
  });
  await warehouse.copyTo(query, narrow);
  const servers = await warehouse.query<Server & Row>(
    `SELECT server_id, business_unit, region, environment, service,
    criticality, vcpu, memory_gib, disk_gib, network_mbps, usd_per_month FROM servers ORDER BY server_id`,
  );
  const [first] = await warehouse.query<{ date: string }>("SELECT min(date) AS date FROM forecasts");
  return await readNarrow(warehouse, narrow, { servers, today: dayNumber(first!.date) - 1, rules });
}

const FIGURES = ["level", "days_p10", "days_p50", "days_p90", "order_by"] as const;

/** Series whose level or dates are not those of risk, and the furthest probability. */
async function agreement(fleet: Fleet) {
  const { series } = outcome(applied(fleet, []));
  const expected = await warehouse.query(
    `SELECT level, days_to_80_p10 AS days_p10, days_to_80_p50 AS days_p50,
    days_to_80_p90 AS days_p90, order_by, breach_80_horizon AS probability
    FROM risk WHERE level <> 'not_assessed' ORDER BY server_id, metric`,
  );
  assert.equal(series.length, expected.length);
  const differ = series.filter((one, index) => FIGURES.some((name) => one[name] !== expected[index]![name]));
  const gaps = series.map(({ probability }, index) =>
    Math.abs(probability - Number(expected[index]!.probability))
  );
  return { series: series.length, differ: differ.length, furthest: Math.max(...gaps) };
}

/** The fleet repeated until it has so many servers, on every seventh day and the last. */
function repeated(fleet: Fleet, servers: number): Fleet {
  const last = fleet.days.length - 1;
  const kept = [...fleet.days.keys()].filter((at) => at % 7 === 0 || at === last);
  const times = Math.ceil(servers / fleet.servers.length);
  const thinned = fleet.loads.map((loads) =>
    Float32Array.from(
      LOAD_COLUMNS.flatMap((_, column) => kept.map((at) => loads[column * fleet.days.length + at]!)),
    )
  );
  const copies = Array.from({ length: times }, (_, copy) => copy);
  return {
    ...fleet,
    days: Int32Array.from(kept, (at) => fleet.days[at]!),
    servers: copies.flatMap((copy) =>
      fleet.servers.map((server) => ({ ...server, server_id: `${server.server_id}-${copy}` }))
    ).slice(0, servers),
    series: copies.flatMap((copy) =>
      fleet.series.map(({ server, metric }) => ({ server: server + copy * fleet.servers.length, metric }))
    ).filter(({ server }) => server < servers),
    loads: copies.flatMap(() => thinned).slice(0, times * fleet.series.length),
  };
}

const keep = ({ series, ...rest }: Outcome) => ({ ...rest, checksum: checksum(series) });
const checksum = (series: readonly SeriesOutcome[]) =>
  series.reduce((sum, { days_p50, probability, peak }) => sum + (days_p50 ?? 999) + probability + peak, 0);

const fleet = await readFleet();
const agreed = await agreement(fleet);
console.log(
  `agreement with risk: ${agreed.differ} of ${agreed.series} series differ in level, dates or order-by date; ` +
    `probabilities differ by at most ${agreed.furthest.toFixed(3)}`,
);
const file = await Deno.makeTempFile({ suffix: ".js" });
await bundle("lib/whatif/browser.ts", file);
const source = await Deno.readTextFile(file);
await Deno.remove(file);
console.log(
  `module: ${(source.length / 1000).toFixed(0)} kB; its data: ${
    ((await Deno.stat(narrow)).size / 1e6).toFixed(2)
  } MB`,
);

const browser = await openBrowser();
const page = await browser.newPage();
await page.evaluate(async (source) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  Object.assign(globalThis, { whatif: await import(url) });
}, source);

/** Puts a fleet into the page, series by series as they are: distinct arrays, as a page would have. */
async function give(fleet: Fleet): Promise<void> {
  const own = new Set(fleet.loads);
  const position = new Map([...own].map((loads, index) => [loads, index]));
  await page.evaluate(({ days, loads, places, ...rest }) => {
    const arrays = loads.map((values) => Float32Array.from(values));
    Object.assign(globalThis, {
      fleet: { ...rest, days: Int32Array.from(days), loads: places.map((place) => arrays[place]!.slice()) },
    });
  }, {
    ...fleet,
    days: [...fleet.days],
    loads: [...own].map((loads) => [...loads]),
    places: fleet.loads.map((loads) => position.get(loads)!),
  });
}

/** Milliseconds of the median of five runs in the browser, and what came of it. */
async function timed(steps: readonly Step[]) {
  return await page.evaluate((steps) => {
    const { whatif, fleet } = globalThis as never as { whatif: never; fleet: never } & Record<string, never>;
    const { applied, compare, outcome } = whatif as {
      applied(fleet: unknown, steps: unknown): unknown;
      outcome(state: unknown): { series: { days_p50: number; probability: number; peak: number }[] };
      compare(fleet: unknown, base: unknown, after: unknown): unknown;
    };
    const base = outcome(applied(fleet, []));
    const times: number[] = [];
    let after = base;
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      after = outcome(applied(fleet, steps));
      compare(fleet, base, after);
      times.push(performance.now() - started);
    }
    const { series, ...rest } = after;
    const checksum = series.reduce(
      (sum, { days_p50, probability, peak }) => sum + (days_p50 ?? 999) + probability + peak,
      0,
    );
    return { first: times[0]!, median: times.sort((a, b) => a - b)[2]!, result: { ...rest, checksum } };
  }, steps);
}

for (const  of of[fleet, repeated(fleet, MANY)]) {
  await give(of);
  for (const [name, steps] of Object.entries(SCENARIOS)) {
    const named = steps.map((step) =>
      step.do === "lose_region" ? { ...step, region: of.servers[0]!.region } : step
    );
    const { first, median, result } = await timed(named);
    assert.deepEqual(result, keep(outcome(applied(of, named))), "the browser and this process must agree");
    console.log(
      `${of.servers.length} servers, ${of.series.length} series, ${of.days.length} days kept: ${name}: ` +
        `${first.toFixed(0)} ms at first, ${median.toFixed(0)} ms in the middle of five`,
    );
  }
}
await Deno.remove(narrow);
await browser.close();
warehouse.close();
assert.equal(agreed.differ, 0, "levels and dates must be those of risk");
Deno.exit(0);
