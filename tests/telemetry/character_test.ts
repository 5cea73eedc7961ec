import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { servers } from "../../lib/fleet/servers.ts";
import { METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { type Character, character } from "../../lib/telemetry/character.ts";
import { expectedSeries } from "../../lib/telemetry/clean.ts";
import { fleet, settings } from "./fleet.ts";

const { synthetic } = settings.telemetry;
const characters = fleet.map((server) => character(server, settings));
const count = (role: Character["role"]) => characters.filter((one) => one.role === role).length;
const within = (value: number, [low, high]: readonly [number, number]) => value >= low && value <= high;

Deno.test("character: draws within the configured ranges", () => {
  for (const [index, one] of characters.entries()) {
    const { levels, noise } = {
      levels: synthetic.archetypes[fleet[index]!.archetype]!.levels,
      noise: synthetic.metrics,
    };
    assert.ok(within(one.autocorrelation, synthetic.autocorrelation));
    assert.ok(within(one.diskFill, synthetic.disk_fill));
    assert.ok(Math.abs(one.peakShift) <= synthetic.spread.peak_days);
    for (const metric of METRICS) {
      assert.ok(Math.abs(one.noise[metric] / noise[metric].noise - 1) <= synthetic.spread.noise);
      if (metric === one.bottleneck) assert.ok(within(one.levels[metric], synthetic.saturating.level));
      else assert.ok(Math.abs(one.levels[metric] / levels[metric] - 1) <= synthetic.spread.level);
    }
  }
});

Deno.test("character: over many servers, roles come out as configured", () => {
  const many = servers({ ...settings.fleet, servers: 3000 }).map((server) => character(server, settings));
  const share = (role: Character["role"]) => many.filter((one) => one.role === role).length / many.length;
  assert.ok(Math.abs(share("saturating") - synthetic.saturating.share) < 0.02);
  assert.ok(Math.abs(share("idle") - synthetic.idle.share) < 0.02);
});

Deno.test("character: the default fleet has a few servers heading for saturation and a few idle ones", () => {
  assert.ok(count("saturating") >= 4 && count("saturating") <= 25, `${count("saturating")} saturating`);
  assert.ok(count("idle") >= 3 && count("idle") <= 12, `${count("idle")} idle`);
});

Deno.test("character: nothing jumps or turns in the settled days", () => {
  const settled = dayNumber(settings.fleet.end) - synthetic.settled_days;
  for (const { levelShift, growth } of characters) {
    if (levelShift !== null) assert.ok(levelShift.from <= settled);
    for (const metric of METRICS) assert.ok(growth[metric].every(({ from }) => from <= settled));
  }
});

Deno.test("expectedSeries: several servers reach 80 % and some 90 % within 180 days, from below", () => {
  const reaching = (threshold: number) =>
    expectedSeries(fleet, settings, 180).filter(({ values, days }) =>
      (["cpu_p95", "memory_p95", "disk_p95"] as const).some((metric) =>
        Math.max(...values[metric].subarray(days - 180)) >= threshold &&
        Math.max(...values[metric].subarray(days - 208, days - 180)) < threshold
      )
    ).length;
  assert.ok(reaching(80) >= 5 && reaching(80) <= 30, `${reaching(80)} reach 80 %`);
  assert.ok(reaching(90) >= 2 && reaching(90) <= 15, `${reaching(90)} reach 90 %`);
});

Deno.test("expectedSeries: idle servers stay below 25 % CPU, busy ones of their kind do not", () => {
  for (const [index, { values }] of expectedSeries(fleet, settings, 180).entries()) {
    const isIdle = characters[index]!.role === "idle";
    assert.equal(values.cpu_p95.every((load) => load < 25), isIdle, fleet[index]!.server_id);
  }
});
