/** How good the forecasts were, the naive ones and the oracle beside them. */
import { say } from "../answers/sentence.ts";
import type { Block, Section } from "../pipeline/schemas/monthly.ts";
import { exactPercent, modelName, number, percent, plural, share, words } from "../wording/format.ts";
import { chart, missing, paragraph, section, table } from "./blocks.ts";
import { type Content, saidBy } from "./content.ts";
import type { ScoreRow } from "./read.ts";

/** Models every table shows, with the best single one. */
const SHOWN: readonly string[] = ["selected", "oracle", "weekday_mean", "seasonal_naive", "last_value"];

/** Every model's error over all horizons, for the chart. */
const all = (scores: readonly ScoreRow[]) =>
  scores.filter(({ horizon_band, mase }) => horizon_band === "all" && mase !== null);

const leaderboard = (scores: readonly ScoreRow[]): Block =>
  chart({
    draw: "leaderboard",
    window: "all cutoffs and horizons of the backtest",
    scores: all(scores).map((row) => ({
      model: row.model,
      metric: row.metric,
      horizon_band: row.horizon_band,
      series: row.series,
      mae: row.mae,
      mase: row.mase,
      coverage_80: row.coverage_80,
      coverage_95: row.coverage_95,
      gain_vs_baseline: row.gain_vs_baseline,
    })),
  });

function byHorizon(scores: readonly ScoreRow[], best: string | undefined): Block {
  const band = (model: string, horizon: ScoreRow["horizon_band"]) =>
    scores.find((row) => row.model === model && row.horizon_band === horizon)?.mase;
  const rows = all(scores).filter(({ model }) => SHOWN.includes(model) || model === best);
  return table(rows, {
    caption: "Mean absolute scaled error by days ahead; 1 is no better than repeating last week",
    columns: [
      { label: "Model", cell: ({ model }) => modelName(model) },
      ...(["1-30", "31-90", "91-180"] as const).map((horizon) => ({
        label: `${horizon.replace("-", " to ")} days`,
        align: "right" as const,
        cell: ({ model }: ScoreRow) => number(band(model, horizon), 3),
      })),
      { label: "All", align: "right", cell: ({ mase }) => number(mase, 3) },
      { label: "Gain on weekday mean", align: "right", cell: (row) => share(row.gain_vs_baseline, 1) },
      { label: `${percent(80)} interval held`, align: "right", cell: (row) => share(row.coverage_80, 1) },
      { label: `${percent(95)} interval held`, align: "right", cell: (row) => share(row.coverage_95, 1) },
    ],
  });
}

/** Forecasts whose probabilities are compared, what this report goes by first. */
const SOURCES = ["selected", "weekday_mean", "base_rate"] as const;

/** Whether probabilities came true, for the longest window of at most 90 days. */
function probabilities({ facts: { calibration }, summary }: Content): Block[] {
  const days = Math.max(0, ...calibration.map(({ window_days }) => window_days).filter((days) => days <= 90));
  const rows = calibration.filter(({ window_days }) => window_days === days);
  if (rows.length === 0) {
    return [missing(
      "No probability has been put to the test",
      "No past cutoff had intervals and an outcome long enough to judge a probability by.",
    )];
  }
  const whole = SOURCES.flatMap((source) => rows.filter((row) => row.bin === 0 && row.source === source));
  return [
    chart({
      draw: "reliability",
      days,
      high: summary.thresholds.high,
      rows: rows.map((row) => ({
        source: row.source,
        window_days: row.window_days,
        bin: row.bin,
        series: row.series,
        mean_predicted: row.mean_predicted,
        observed_share: row.observed_share,
        brier: row.brier,
      })),
    }),
    table(whole, {
      caption: `Probabilities of reaching ${exactPercent(summary.thresholds.high)} within ${
        plural(days, "day")
      }, put to the test`,
      columns: [
        { label: "Forecast", cell: ({ source }) => words(source) },
        { label: "Cases", align: "right", cell: ({ series }) => number(series) },
        { label: "Said", align: "right", cell: (row) => share(row.mean_predicted, 2) },
        { label: "Happened", align: "right", cell: (row) => share(row.observed_share, 2) },
        { label: "Brier score", align: "right", cell: ({ brier }) => number(brier, 4) },
        { label: "Skill", align: "right", cell: ({ skill }) => number(skill, 2) },
      ],
    }),
    paragraph(
      say`A Brier score of 0 is perfect; skill is 1 − score / score of the base rate, which knows only how often
      series of the same metric had got there before.`,
    ),
  ];
}

export function accuracy(content: Content): Section {
  const { scores } = content.facts;
  const title = "How good were the forecasts?";
  if (all(scores).length === 0) {
    return section("forecasts", title, [
      missing("Nothing was scored", "No series has enough history for a backtest."),
      ...probabilities(content),
    ]);
  }
  return section("forecasts", title, [
    paragraph(saidBy(content, "models")),
    byHorizon(scores, content.summary.forecasting.best_model?.model),
    leaderboard(scores),
    ...probabilities(content),
  ]);
}
