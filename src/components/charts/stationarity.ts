/** Which series return to a level or line, and which wander. */
import { chart } from "../chart.js";
import { capital, inMetricOrder, metricName, number, share, words } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface VerdictCount extends Row {
  metric: string;
  verdict: string;
  series: number;
}

const VERDICTS: Readonly<Record<string, { label: string; color: string }>> = {
  stationary: { label: "returns to its level", color: "var(--series-3)" },
  trend: { label: "returns to a line", color: "var(--series-1)" },
  unclear: { label: "unclear: shifts of the level, or too little data", color: "var(--series-faint)" },
  unit_root: { label: "wanders", color: "var(--series-2)" },
  not_tested: { label: "not tested", color: "var(--series-quiet)" },
};

const sum = (counts: readonly VerdictCount[]) => counts.reduce((total, { series }) => total + series, 0);

/** Series of a verdict among all of them. */
export const seriesWith = (counts: readonly VerdictCount[], ...verdicts: string[]): number =>
  sum(counts.filter(({ verdict }) => verdicts.includes(verdict)));

/** Verdicts by metric, as shares of its series. */
export function stationarityChart(counts: readonly VerdictCount[]): HTMLElement {
  const metrics = inMetricOrder(counts.map(({ metric }) => metric));
  const shown = Object.keys(VERDICTS).filter((verdict) => seriesWith(counts, verdict) > 0);
  const total = sum(counts);
  return chart({
    title: `${share(seriesWith(counts, "stationary", "trend") / total)} of ${
      number(total)
    } series return to a level or a straight line, ${share(seriesWith(counts, "unit_root") / total)} wander`,
    takeaway:
      "What returns can be forecast by its level, line and season. What wanders has no level to return to: its last values say the most, and the further ahead the less is known.",
    unit: "series",
    source: "stationarity",
    legend: shown.map((verdict) => ({ ...VERDICTS[verdict]!, mark: "bar" as const })),
    plot: () => ({
      height: 60 + 34 * metrics.length,
      marginLeft: 100,
      x: { label: "series", grid: true },
      y: {
        label: null,
        domain: metrics,
        tickFormat: (metric: string) => capital(metricName(metric)),
        padding: 0.25,
      },
      color: { domain: shown, range: shown.map((verdict) => VERDICTS[verdict]!.color) },
      marks: [
        Plot.barX(counts, { x: "series", y: "metric", fill: "verdict", order: shown, insetRight: 1 }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: counts,
      columns: [
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "verdict", format: (value) => words(String(value)) },
        "series",
      ],
    },
  });
}
