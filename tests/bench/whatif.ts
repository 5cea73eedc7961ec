/**
 * The command `npm run bench:whatif`: how far what-if agrees with risk on the default snapshots, how long a scenario
 * takes in the page's worker in Chromium, and for how long the page itself is held up meanwhile: for that fleet and for
 * one of 10,000 servers made by repeating it, every seventh day as the site would carry it. Fails when levels or dates
 * differ, or the browser and this process do.
 */
import assert from "node:assert/strict";
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import type { Step } from "../../lib/config/steps.ts";
import { loadSettings } from "../../lib/pipeline/settings.ts";
import { bundle } from "../../lib/site/bundle.ts";
import { readFleet as readNarrow } from "../../lib/site/whatif/read.ts";
import { bind } from "../../lib/warehouse/bind.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";
import type { Row } from "../../lib/warehouse/warehouse.ts";
import { applied } from "../../lib/whatif/apply.ts";
import type { Answer } from "../../lib/whatif/answer.ts";
import { type Fleet, LOAD_COLUMNS, type Server } from "../../lib/whatif/loads.ts";
import { outcome } from "../../lib/whatif/outcome.ts";
import { type Part, type Reply, serve } from "../../lib/whatif/worker.ts";
import { openBrowser } from "../site/chromium.ts";

commandLine(import.meta.url);

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

/** Writes the narrow form, on every so many days. */
async function writeNarrow(every: number): Promise<void> {
  const query = await Deno.readTextFile("lib/site/tables/whatif.sql");
  await warehouse.copyTo(bind(query, { large: false, service: null, every }), narrow);
}

/** The fleet as the page gets it: from the narrow form. */
async function readFleet(): Promise<Fleet> {
  await writeNarrow(1);
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

/** The narrow form as the page sends it to its worker. */
async function readPart(every: number): Promise<Part> {
  await writeNarrow(every);
  const loads = LOAD_COLUMNS.map((name) => `CAST(coalesce(${name}, 0) AS DOUBLE) AS ${name}`);
  const read = await warehouse.columns(
    `SELECT server_id, metric, day, ${loads.join(", ")} FROM read_parquet('${narrow}')`,
  );
  const day = [...read["day"] as Int32Array];
  const starts = day.flatMap((value, row) => row === 0 || value <= day[row - 1]! ? [row] : []);
  const texts = (name: string) => starts.map((row) => (read[name] as string[])[row]!);
  return {
    starts,
    server_id: texts("server_id"),
    metric: texts("metric"),
    day,
    columns: Object.fromEntries(LOAD_COLUMNS.map((name) => [name, [...read[name] as Float64Array]])),
  };
}

type Given = { servers: readonly Server[]; today: number; rules: unknown; part: Part; copies: number };

/** A fleet repeated, copy by copy, and what its loads are called. */
function opening({ servers, today, rules, part, copies }: Given) {
  const names = Array.from({ length: copies }, (_, copy) => `copy ${copy}`);
  const columns = Object.entries(part.columns).map(([name, values]) => [name, Int32Array.from(values)]);
  const typed = { ...part, day: Int32Array.from(part.day), columns: Object.fromEntries(columns) };
  const named = (id: string, copy: number) => copies === 1 ? id : `${id}-${copy}`;
  return {
    names,
    messages: [
      {
        known: {
          servers: names.flatMap((_, copy) =>
            servers.map((server) => ({ ...server, server_id: named(server.server_id, copy) }))
          ),
          today,
          rules,
          base: null,
          horizon: null,
        },
      },
      ...names.map((name, copy) => ({
        name,
        part: { ...typed, server_id: part.server_id.map((id) => named(id, copy)) },
      })),
    ],
  };
}

/** What the worker's code answers in this process. */
function answersHere(given: Given) {
  const { names, messages } = opening(given);
  let reply: Reply | undefined;
  const port: Parameters<typeof serve>[0] = {
    onmessage: null,
    postMessage: (answer: Reply) => void (reply = answer),
  };
  serve(port);
  const send = (data: unknown) =>
    port.onmessage?.call(new MessageChannel().port1, new MessageEvent("message", { data }));
  messages.forEach(send);
  return (steps: readonly Step[]): Answer => {
    send({ question: 0, names, steps });
    assert.ok(reply !== undefined && "answer" in reply);
    return reply.answer;
  };
}

const fleet = await readFleet();
const agreed = await agreement(fleet);
console.log(
  `agreement with risk: ${agreed.differ} of ${agreed.series} series differ in level, dates or order-by date; ` +
    `probabilities differ by at most ${agreed.furthest.toFixed(3)}`,
);
const bytes = (await Deno.stat(narrow)).size;
const file = await Deno.makeTempFile({ suffix: ".js" });
const weights: number[] = [];
for (const entry of ["browser", "worker"]) {
  await bundle(`lib/whatif/${entry}.ts`, file);
  weights.push((await Deno.stat(file)).size / 1000);
}
const source = await Deno.readTextFile(file);
await Deno.remove(file);
console.log(
  `module of the page ${weights[0]!.toFixed(0)} kB, of its worker ${weights[1]!.toFixed(0)} kB, loads ${
    (bytes / 1e6).toFixed(2)
  } MB`,
);

const browser = await openBrowser();
const page = await browser.newPage();
// A page of no address may start no worker.
await page.route("http://whatif.test/*", (route) =>
  route.fulfill(
    route.request().url().endsWith(".js")
      ? { contentType: "text/javascript", body: source }
      : { contentType: "text/html", body: "<!doctype html>" },
  ));

/** Starts the worker in the page and gives it a fleet. */
async function give(given: Given): Promise<void> {
  await page.goto("http://whatif.test/");
  await page.evaluate(({ code, given }) => {
    const { names, messages } = new Function(`return ${code}`)()(given) as ReturnType<typeof opening>;
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker("/worker.js", { type: "module" });
    worker.postMessage(null, [port2]);
    for (const message of messages) port1.postMessage(message);
    Object.assign(globalThis, { worker, port: port1, names });
  }, { code: opening.toString(), given: { ...given, servers: [...given.servers] } });
}

/** Milliseconds until the answer of five runs, and the longest for which the page could do nothing else. */
async function timed(steps: readonly Step[]) {
  return await page.evaluate(async (steps) => {
    const { port, names } = globalThis as typeof globalThis & {
      port: MessagePort;
      names: string[];
    };
    const ask = (steps: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        port.onmessage = ({ data }) =>
          "answer" in data ? resolve(data.answer) : reject(new Error(data.fault));
        port.postMessage({ question: 1, names, steps });
      });
    await ask([]);
    const times: number[] = [];
    let [held, answer, going] = [0, await ask([]), true];
    const tick = (last: number) => {
      held = Math.max(held, performance.now() - last);
      if (going) setTimeout(tick, 0, performance.now());
    };
    tick(performance.now());
    for (let run = 0; run < 5; run++) {
      const started = performance.now();
      answer = await ask(steps);
      times.push(performance.now() - started);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    going = false;
    const [first] = times;
    return { first: first!, median: times.sort((a, b) => a - b)[2]!, held, answer };
  }, steps);
}

const { servers, today } = fleet;
for (const [copies, every] of [[1, 1], [Math.ceil(MANY / servers.length), 7]] as const) {
  const given = { servers, today, rules, part: await readPart(every), copies };
  const here = answersHere(given);
  await give(given);
  for (const [name, steps] of Object.entries(SCENARIOS)) {
    const named = steps.map((step) =>
      step.do === "lose_region" ? { ...step, region: servers[0]!.region } : step
    );
    const { first, median, held, answer } = await timed(named);
    assert.deepEqual(answer, here(named), "the browser and this process must agree");
    console.log(
      `${copies * servers.length} servers, ${copies * given.part.starts.length} series: ${name}: ` +
        `${first.toFixed(0)} ms at first, ${median.toFixed(0)} ms in the middle of five; ` +
        `${answer.moved.length} servers move; the page is held up for ${held.toFixed(0)} ms at most`,
    );
  }
}
await Deno.remove(narrow);
await browser.close();
warehouse.close();
assert.equal(agreed.differ, 0, "levels and dates must be those of risk");
Deno.exit(0);
