import { z } from "zod";

const points = () => z.number().int().min(2);
const share = () => z.number().min(0).max(1);
const weight = (detector: string) => z.number().min(0).max(100).describe(`Weight of ${detector}`);

const weights = z.strictObject({
  z_score: weight("distance from the recent mean in standard deviations"),
  robust_deviation: weight("distance from the recent median"),
  forecast_error: weight("the jump from one value to the next"),
  level_change: weight("a lasting departure from what was expected"),
  range: weight("values outside everything seen before"),
  nearest_neighbours: weight("stretches of values unlike any before"),
  seasonal_neighbours: weight("stretches unlike the same time of earlier days or weeks"),
  wider_spread: weight("values that scatter more than before"),
  narrower_spread: weight("values that scatter less than before"),
}).refine((all) => Object.values(all).some((value) => value > 0), {
  message: "must be above 0 for at least one detector",
});

const detection = z.strictObject({
  weights: weights.describe("How much each detector counts in the score; 0 for not at all"),
  power: z.number().min(1).max(10).describe(
    "Power of the mean over detectors; the higher, the more the rarest counts",
  ),
  rarest: z.number().positive().max(12).describe("Rarity beyond which a detector counts no further, −log10"),
  tail_share: share().describe(
    "Largest sizes of the past that say how fast the probability of larger ones falls",
  ),
  record: z.strictObject({
    points: points().describe("Points without anything as rare after which a point scores in full"),
    exponent: z.number().min(0).max(2).describe(
      "How steeply the score falls with fewer points; 0 for not at all",
    ),
    margin: z.number().min(0).max(2).describe("Rarities closer than this count as equal"),
  }).describe("How an anomaly that goes on is kept from scoring again and again"),
  half_score: z.number().positive().describe("Rarity that scores 0.5"),
  expectation: z.strictObject({
    long_points: points().describe("Last points whose median is the level"),
    least_points: points().describe("Points before anything is expected"),
    half_life_points: points().describe("Points after which the error of a profile counts half"),
    advantage: share().describe("A profile replaces the level when its error is below this share"),
  }).describe("What a point is expected to be in the long run"),
  z_score: z.strictObject({
    points: points().describe("Points before that set mean and standard deviation"),
    limit: z.number().min(0).max(20).describe("Standard deviations below which nothing is rare"),
  }).describe("Distance from the mean"),
  robust_deviation: z.strictObject({
    points: points().describe("Points before that set the median"),
  }).describe("Distance from the median"),
  level_change: z.strictObject({
    points: points().describe("Last points whose mean departure is judged"),
  }).describe("Lasting departures"),
  range: z.strictObject({
    points: points().describe("Last points whose span measures how far outside a value is"),
    least_points: points().describe("Points before a new extreme means anything"),
  }).describe("Values outside everything seen before"),
  nearest_neighbours: z.strictObject({
    neighbours: z.number().int().min(1).max(50).describe("The distance is that to the so-manieth nearest"),
    length: z.number().int().min(1).max(100).describe("Points in a stretch"),
    among: points().describe("Last stretches it is compared with"),
    least: points().describe("Stretches to compare with before anything is rare"),
  }).describe("Stretches unlike any before"),
  seasonal_neighbours: z.strictObject({
    neighbours: z.number().int().min(1).max(50).describe(
      "The distance is that to the so-manieth nearest season",
    ),
    length: z.number().int().min(1).max(100).describe("Points in a stretch"),
    seasons: z.number().int().min(2).max(60).describe("Days, or weeks of daily points, it is compared with"),
    tolerance: z.number().min(0).max(0.2).describe(
      "Part of the season by which it may come earlier or later",
    ),
    longest_season: points().describe("Points in a season above which it is not compared"),
  }).describe("Stretches unlike the same time before"),
  spread: z.strictObject({
    points: points().describe("Last points whose scatter is judged"),
  }).describe("Scatter of the last points"),
  thresholds: z.strictObject({
    low_fp: share().describe("When false alarms cost more than misses"),
    standard: share().describe("When both cost alike"),
    low_fn: share().describe("When misses cost more than false alarms"),
  }).describe("Score from which a point is flagged"),
});

export const anomalies = z.strictObject({
  detection: detection.describe("How each point is scored"),
  budget: z.strictObject({
    per_series: z.number().int().min(1).describe("Flags of one series within the period"),
    per_100_servers: z.number().positive().describe("Flags of the fleet within the period, per 100 servers"),
    days: z.number().int().min(1).max(365).describe("Length of the period, counted back from each day"),
  }).describe("How many daily anomalies may be flagged"),
  changepoints: z.strictObject({
    window_days: z.number().int().min(7).max(365).describe("Days before and after that show the levels"),
    min_days: z.number().int().min(3).describe("Days with a value each side must hold"),
    min_confidence: share().describe("Least confidence of a change"),
    min_shift_pct: z.number().min(0).max(100).describe("Least shift, % of the level before"),
  }).refine(({ min_days, window_days }) => min_days <= window_days, {
    path: ["min_days"],
    message: "must be at most anomalies.changepoints.window_days",
  }).describe("When the level of a daily series counts as changed"),
});
