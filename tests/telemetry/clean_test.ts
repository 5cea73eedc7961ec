import assert from "node:assert/strict";
import { mean, median, sampleCorrelation, standardDeviation } from "simple-statistics";
import { isoDate, weekday } from "../../lib/calendar/days.ts";
import { type Metric, METRICS, PERCENT_METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { cleanSeries, MAXIMA, MAXIMUM_NAMES } from "../../lib/telemetry/clean.ts";
import { correlationMatrix } from "../../lib/telemetry/correlations.ts";
import { calm, fleet, ordinaryByArchetype, type Sample, settings } from "./fleet.ts";

const { synthetic } = settings.telemetry;
const series = cleanSeries(fleet, settings);
const samples = ordinaryByArchetype();

/** The log of what was measured over what was expected, by metric. */
const residuals = ({ clean, expected }: Sample): number[][] =>
  METRICS.map((metric) =>
    [...clean.values[metric]].map((value, day) => Math.log(value / expected.values[metric][day]!))
  );

Deno.test("cleanSeries: percentages stay within 0 and 100, rates within capacity, maxima above P95", () => {
  for (const { server, values, maxima } of series) {
    for (const metric of METRICS) {
      const capacity = PERCENT_METRICS.includes(metric) ? 100 : server.network_mbps!;
      assert.ok(
        values[metric].every((value) => value > 0 && value <= capacity),
        `${server.server_id} ${metric}`,
      );
    }
    for (const name of MAXIMUM_NAMES) {
      const p95 = values[MAXIMA[name]];
      assert.ok(
        maxima[name].every((value, day) => value >= p95[day]! && value <= 100),
        `${server.server_id} ${name}`,
      );
    }
  }
});

Deno.test("cleanSeries: figures have the decimals monitoring delivers", () => {
  const scale = 10 ** synthetic.decimals;
  for (const value of series[0]!.values.cpu_p95) assert.equal(value, Math.round(value * scale) / scale);
});

Deno.test("cleanSeries: begins when a server enters service and ends with the history", () => {
  for (const { server, first, days, values } of series) {
    assert.equal(isoDate(first), server.in_service_from);
    assert.equal(isoDate(first + days - 1), settings.fleet.end);
    assert.equal(values.cpu_p95.length, days);
  }
});

Deno.test("cleanSeries: the same seed gives the same values, another seed others", () => {
  const [one] = cleanSeries(fleet.slice(0, 1), settings);
  const [other] = cleanSeries(fleet.slice(0, 1), { ...settings, fleet: { ...settings.fleet, seed: 43 } });
  assert.deepEqual(one, series[0]);
  assert.notDeepEqual(other!.values.cpu_p95, one!.values.cpu_p95);
});

Deno.test("cleanSeries: a server's history does not depend on which others there are", () => {
  const [alone] = cleanSeries([fleet[41]!], settings);
  assert.deepEqual(alone, series[41]);
  assert.deepEqual(cleanSeries([fleet[41]!, fleet[7]!], settings)[0], series[41]);
});

Deno.test("cleanSeries: noise correlates between metrics as configured for the archetype", () => {
  for (const [archetype, servers] of Object.entries(samples)) {
    const configured = correlationMatrix(calm.telemetry.synthetic.archetypes[archetype]!.correlation);
    const logs = servers!.map(residuals);
    configured.forEach((row, i) =>
      row.slice(0, i).forEach((wanted, j) => {
        const found = median(logs.map((metrics) => sampleCorrelation(metrics[i]!, metrics[j]!)));
        assert.ok(
          Math.abs(found - wanted) < 0.06,
          `${archetype} ${METRICS[i]} ${METRICS[j]}: ${found}, not ${wanted}`,
        );
      })
    );
  }
});

Deno.test("cleanSeries: noise has the configured size and memory, and no drift", () => {
  const all = Object.values(samples).flatMap((servers) => servers!.map(residuals));
  METRICS.forEach((metric, index) => {
    const noise = all.map((metrics) => metrics[index]!);
    const size = mean(noise.map((values) => standardDeviation(values)));
    assert.ok(Math.abs(size / synthetic.metrics[metric].noise - 1) < 0.06, `${metric}: sd ${size}`);
    assert.ok(Math.abs(mean(noise.map((values) => mean(values)))) < 0.01, `${metric}: drifts`);
    const memory = mean(noise.map((values) => sampleCorrelation(values.slice(1), values.slice(0, -1))));
    assert.ok(
      Math.abs(memory - mean([...synthetic.autocorrelation])) < 0.03,
      `${metric}: lag 1 is ${memory}`,
    );
  });
});

Deno.test("cleanSeries: CPU noise is as large as on real servers, 4 to 6 points", () => {
  const busy = Object.values(samples).flatMap((servers) => servers!)
    .filter(({ clean }) => clean.server.environment === "production");
  const points = busy.map(({ clean, expected }) =>
    standardDeviation([...clean.values.cpu_p95].map((value, day) => value - expected.values.cpu_p95[day]!))
  );
  assert.ok(mean(points) > 4 && mean(points) < 6, `${mean(points)} points`);
});

Deno.test("cleanSeries: no metric is a copy of another", () => {
  for (const { values, server } of series) {
    METRICS.forEach((metric, i) =>
      METRICS.slice(0, i).forEach((other) => {
        const correlation = sampleCorrelation([...values[metric]], [...values[other]]);
        assert.ok(
          correlation < 0.98,
          `${server.server_id}: ${metric} and ${other} correlate by ${correlation}`,
        );
      })
    );
  }
});

Deno.test("cleanSeries: CPU follows the week closely, memory less, disk hardly", () => {
  const weeklyDip = (metric: Metric) =>
    mean(
      Object.values(samples).flatMap((servers) => servers!).map(({ clean }) => {
        const [weekend, week] = [[6, 7], [1, 2, 3, 4, 5]].map((days) =>
          mean([...clean.values[metric]].filter((_, day) => days.includes(weekday(clean.first + day))))
        );
        return Math.abs(1 - weekend! / week!);
      }),
    );
  assert.ok(weeklyDip("cpu_p95") > 0.2);
  assert.ok(weeklyDip("memory_p95") > 0.05 && weeklyDip("memory_p95") < 0.15);
  assert.ok(weeklyDip("disk_p95") < 0.05);
});
