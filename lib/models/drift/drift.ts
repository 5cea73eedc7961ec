/** How far newly trained models err from those before, on the backtest of each. */

/** Error of one model on one metric and horizon band. */
export interface BandError {
  metric: string;
  horizon_band: string;
  /** A candidate, or `selected`: the mix chosen on earlier cutoffs. */
  model: string;
  /** Mean absolute error in the metric's unit; over all metrics the mean absolute scaled error. */
  error: number;
}

export interface DriftRow {
  metric: string;
  horizon_band: string;
  model: string;
  before: number;
  after: number;
  /** Rise of the error, %; null when there was none before. */
  change_pct: number | null;
  /** Whether it rose by more than is tolerated. */
  worse: boolean;
}

const keyOf = ({ metric, horizon_band, model }: BandError): string => `${metric}/${horizon_band}/${model}`;

/**
 * What both versions were scored on, side by side, in the order of the new one.
 * @param tolerance_pct  a rise of the error beyond this is flagged
 */
export function driftRows(
  before: readonly BandError[],
  after: readonly BandError[],
  tolerance_pct: number,
): DriftRow[] {
  const earlier = new Map(before.map((row) => [keyOf(row), row.error]));
  return after.flatMap((row) => {
    const old = earlier.get(keyOf(row));
    if (old === undefined) return [];
    const { metric, horizon_band, model, error } = row;
    const change_pct = old > 0 ? 100 * (error / old - 1) : null;
    const worse = change_pct === null ? error > 0 : change_pct > tolerance_pct;
    return [{ metric, horizon_band, model, before: old, after: error, change_pct, worse }];
  });
}

const signed = (percent: number): string => `${percent > 0 ? "+" : ""}${percent.toFixed(1)} %`;

/** One plain sentence on the models in use. */
export function driftSentence(rows: readonly DriftRow[], tolerance_pct: number): string {
  const used = rows.filter(({ model }) => model === "selected");
  const overall = used.find(({ metric, horizon_band }) => metric === "all" && horizon_band === "all");
  if (overall === undefined) return "nothing was scored by both";
  const bands = used.filter(({ metric, horizon_band }) => metric !== "all" && horizon_band !== "all");
  const worse = bands.filter((row) => row.worse);
  const named = worse.map(({ metric, horizon_band, change_pct }) =>
    `${metric} ${horizon_band}${change_pct === null ? "" : ` ${signed(change_pct)}`}`
  );
  const change = overall.change_pct === null ? "from none" : signed(overall.change_pct);
  return `error of the models in use ${change} overall; ` +
    `${worse.length} of ${bands.length} metrics and bands worse by more than ${tolerance_pct} %` +
    (named.length > 0 ? `: ${named.join(", ")}` : "");
}
