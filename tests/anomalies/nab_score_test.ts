import assert from "node:assert/strict";
import { nabSeries, publishedScores } from "../bench/nab_data.ts";
import { fileScore, normalised, probation, PROFILES } from "../bench/nab_score.ts";

const WINDOW = [{ from: 400, to: 499 }];
const detections = (...rows: number[]) =>
  Float64Array.from({ length: 1000 }, (_, row) => rows.includes(row) ? 1 : 0);
const scored = (...rows: number[]) => fileScore(detections(...rows), WINDOW, 0.5, PROFILES.standard);

Deno.test("probation: the first 15 % of a file, at most 750 rows", () => {
  assert.deepEqual([100, 4032, 18050].map(probation), [15, 604, 750]);
});

Deno.test("fileScore: first row of the window 1, nothing −1, long before it −0.11, in the learning part nothing", () => {
  assert.equal(scored(400).score, 1);
  assert.equal(scored().score, -1);
  assert.equal(scored(200, 400).score, 0.89);
  assert.equal(scored(149, 400).score, 1);
});

Deno.test("fileScore: of several detections in a window the earliest counts, later ones cost nothing", () => {
  assert.equal(scored(450, 460, 470).score, scored(450).score);
  assert.ok(scored(450).score < scored(440).score);
});

Deno.test("fileScore: a false detection costs less the closer it follows a window", () => {
  const costs = [501, 550, 900].map((row) => 1 - scored(400, row).score);
  assert.ok(costs[0]! < costs[1]! && costs[1]! < costs[2]!);
  assert.equal(costs[2]!.toFixed(12), "0.110000000000");
});

Deno.test("normalised: 0 for silence, 100 for the first row of every window, under every profile", () => {
  for (const profile of Object.values(PROFILES)) {
    assert.equal(normalised([fileScore(detections(), WINDOW, 0.5, profile)], profile), 0);
    assert.equal(normalised([fileScore(detections(400), WINDOW, 0.5, profile)], profile), 100);
  }
});

Deno.test("fileScore: gives windowedGaussian on all 17 CloudWatch files the score its authors published", async () => {
  const { standard } = await publishedScores();
  const { threshold, scores } = standard.windowedGaussian!;
  const files = (await nabSeries()).filter(({ file }) => file.startsWith("realAWSCloudwatch/"));
  assert.equal(files.length, 17);
  for (const { file, windows, windowed_gaussian } of files) {
    const { score } = fileScore(windowed_gaussian, windows, threshold, PROFILES.standard);
    assert.ok(Math.abs(score - scores[file]!) < 1e-9, `${file}: ${score}, published ${scores[file]}`);
  }
});
