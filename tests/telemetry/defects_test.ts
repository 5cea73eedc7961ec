import assert from "node:assert/strict";
import { max } from "simple-statistics";
import { METRICS, PERCENT_METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { type CleanSeries, cleanSeries, MAXIMA, MAXIMUM_NAMES } from "../../lib/telemetry/clean.ts";
import { type Defect, defectsOf } from "../../lib/telemetry/defects.ts";
import { type Delivered, delivered } from "../../lib/telemetry/readings.ts";
import { fleet, settings } from "./fleet.ts";

const { synthetic } = settings.telemetry;
const servers = cleanSeries(fleet, settings).map((clean) => {
  const defects = defectsOf(clean, settings.fleet.seed, synthetic);
  return { clean, defects, delivery: delivered(clean, defects) };
});
const all = servers.flatMap(({ defects }) => defects);
const serverDays = servers.reduce((sum, { clean }) => sum + clean.days, 0);
const ofKind = (kind: Defect["kind"]) => all.filter((defect) => defect.kind === kind);

/** Differences between what was delivered and the clean series, as the defects would tell them. */
function differences(clean: CleanSeries, { days, values }: Delivered): string[] {
  const times = new Map<number, number>();
  for (const day of days) times.set(day, (times.get(day) ?? 0) + 1);
  const found: string[] = [];
  for (let day = 0; day < clean.days; day++) {
    if (!times.has(day)) found.push(`${day} missing_day`);
    if (times.get(day) === 2) found.push(`${day} duplicate`);
  }
  days.forEach((day, row) => {
    for (const metric of METRICS) {
      const [before, after] = [clean.values[metric][day]!, values[metric][row]!];
      if (before !== after) found.push(`${day} ${metric} ${before} ${after}`);
    }
  });
  return [...new Set(found)].sort();
}

const told = ({ day, kind, metric, before, after }: Defect) =>
  metric === "all" ? `${day} ${kind}` : `${day} ${metric} ${before} ${after}`;

Deno.test("readings: differ from the clean series exactly where a defect is recorded, and by what it says", () => {
  for (const { clean, defects, delivery } of servers) {
    assert.deepEqual(differences(clean, delivery), defects.map(told).sort(), clean.server.server_id);
  }
});

Deno.test("readings: maxima change only to make room for a recorded outlier", () => {
  for (const { clean, defects, delivery } of servers) {
    const outliers = new Set(
      defects.filter(({ kind }) => kind === "outlier").map(({ day, metric }) => `${day} ${metric}`),
    );
    delivery.days.forEach((day, row) => {
      for (const name of MAXIMUM_NAMES) {
        const [before, after] = [clean.maxima[name][day]!, delivery.values[name][row]!];
        if (!outliers.has(`${day} ${MAXIMA[name]}`)) assert.equal(after, before);
        else assert.equal(after, Math.max(before, delivery.values[MAXIMA[name]][row]!));
      }
    });
  }
});

Deno.test("readings: a duplicate follows the first delivery and repeats it", () => {
  let duplicates = 0;
  for (const { delivery } of servers) {
    delivery.delivery.forEach((number, row) => {
      if (number === 1) return;
      duplicates++;
      assert.equal(delivery.days[row], delivery.days[row - 1]);
      for (const values of Object.values(delivery.values)) assert.equal(values[row], values[row - 1]);
    });
  }
  assert.equal(duplicates, ofKind("duplicate").length);
});

Deno.test("defects: less than 5 % of days are missing, some in gaps, one gap longer than 14 days", () => {
  const missing = ofKind("missing_day").length / serverDays;
  assert.ok(missing > 0.005 && missing < 0.05, `${missing}`);
  const gaps = servers.flatMap(({ delivery }) =>
    [...delivery.days].slice(1).map((day, index) => day - delivery.days[index]! - 1)
  );
  assert.ok(gaps.filter((gap) => gap >= 3).length > 10);
  const longest = max(gaps);
  assert.ok(longest > 14 && longest < 60, `${longest} days`);
});

Deno.test("defects: come as often as configured", () => {
  const { duplicate_rate, outlier_rate, out_of_range_rate } = synthetic.defects;
  const expected = {
    duplicate: serverDays * duplicate_rate,
    outlier: serverDays * METRICS.length * outlier_rate,
    out_of_range: serverDays * PERCENT_METRICS.length * out_of_range_rate,
  };
  for (const [kind, count] of Object.entries(expected)) {
    const found = ofKind(kind as Defect["kind"]).length;
    assert.ok(Math.abs(found / count - 1) < 0.2, `${kind}: ${found}, not ${count}`);
  }
});

Deno.test("defects: outliers are far off but possible, values out of range are not possible", () => {
  const [least] = synthetic.defects.outlier_factor;
  for (const { before, after, metric } of ofKind("outlier")) {
    const factor = Math.max(after / before, before / after);
    assert.ok(factor > least - 0.01, `${metric}: ${before} to ${after}`);
    if (metric !== "net_in_p95" && metric !== "net_out_p95") assert.ok(after >= 0 && after <= 100);
  }
  for (const { after } of ofKind("out_of_range")) assert.ok(after < 0 || after > 100);
});

Deno.test("defects: a missing day has no other defect, and no value two", () => {
  for (const { defects } of servers) {
    const missing = new Set(defects.filter(({ kind }) => kind === "missing_day").map(({ day }) => day));
    const others = defects.filter(({ kind }) => kind !== "missing_day");
    assert.ok(others.every(({ day }) => !missing.has(day)));
    assert.equal(new Set(others.map(({ day, metric }) => `${day} ${metric}`)).size, others.length);
  }
});

Deno.test("defects: a rate of nothing leaves the series alone", () => {
  const none = {
    ...synthetic.defects,
    missing_day_rate: 0,
    gaps_per_year: 0,
    outage_share: 0,
    duplicate_rate: 0,
    outlier_rate: 0,
    out_of_range_rate: 0,
  };
  assert.deepEqual(defectsOf(servers[0]!.clean, settings.fleet.seed, { ...synthetic, defects: none }), []);
});
