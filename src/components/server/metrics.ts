/** History and forecast of one of a server's metrics. */
import { forecastChart, type ForecastRow, type HistoryRow, thresholdsOf } from "../charts/forecast.js";
import { html } from "../dom.js";
import { capital, day, difference, inWords, metricName, modelName, percent } from "../format.js";
import { notAvailable } from "../headline.js";
import { type Level, levelBadge } from "../levels.js";
import { daysFrom, type Forecast, type MetricDetail, type ServerDetail } from "./detail.js";

/** How to read the charts of a server, said once. */
export const HOW_TO_READ =
  "To the left of the upright line is what was observed, to the right what is expected. Four in five days should fall within the dark band, nineteen in twenty within the light one.";

/** Levels that leave little to look at: the chart is there on request. */
const QUIET: readonly Level[] = ["ok", "not_assessed"];

/** One metric: its chart, and in words what it rests on; folded away when other metrics are what matters. */
export function metricSection(detail: ServerDetail, metric: string): HTMLElement {
  const own = detail.metrics[metric]!;
  const chart = metricChart(detail, metric, basis(metric, own));
  const matters = metric === detail.standing?.metric || own.risk !== null && !QUIET.includes(own.risk.level);
  return html`<section id=${metric} class="server-metric">${
    matters ? chart : html`<details class="more">
      <summary><h3>${capital(metricName(metric))}</h3> <span>${standing(own)}</span></summary>
      ${chart}
    </details>`
  }</section>` as HTMLElement;
}

/** Where a metric stands, in a few words. */
function standing({ risk }: MetricDetail): Node | string {
  if (risk === null) return "Not reported by this server.";
  const [now, peak] = [risk["current_p95"], risk["peak_p50"]] as [number | null, number | null];
  return html`${levelBadge(risk.level)}${now === null ? "" : `: now ${percent(now)} of capacity`}${
    peak === null ? "" : `, ${percent(peak)} at its peak on ${day(risk["peak_date"] as string | null)}`
  }`;
}

/** History and forecast of one metric, or why there is none. */
export function metricChart(detail: ServerDetail, metric: string, basis?: string): HTMLElement {
  const own = detail.metrics[metric];
  if (own !== undefined && own.forecast !== null) return picture(detail, metric, own, own.forecast, basis);
  return notAvailable(
    `No forecast for the ${metricName(metric)} of ${detail.server.server_id}`,
    inWords(
      own?.risk?.reason ?? String(own?.quality?.["reason"] ?? "This server does not report this metric."),
    ),
  );
}

function picture(
  { server, rules }: ServerDetail,
  metric: string,
  own: MetricDetail,
  forecast: Forecast,
  basis?: string,
): HTMLElement {
  const dated = <T extends { date: string }>(rows: readonly T[]) =>
    rows.map((row) => ({ ...row, date: new Date(row.date) }));
  return forecastChart({
    server: server.server_id,
    metric,
    model: String(own.selection?.["model"] ?? ""),
    history: historyRows(own),
    future: forecastRows(forecast),
    thresholds: thresholdsOf(metric, rules, server.network_mbps),
    findings: { flagged: dated(own.flagged), changes: dated(own.changes) },
    ...(basis === undefined || basis === "" ? {} : { basis }),
  });
}

function historyRows({ history, repaired }: MetricDetail): HistoryRow[] {
  if (history === null) return [];
  const marked = new Set(repaired);
  const dates = daysFrom(history.from, history.values.length);
  return history.values.map((value, index) => ({
    date: dates[index]!,
    value,
    // Filled and capped days are drawn alike.
    flag: marked.has(index) ? "imputed" : "observed",
  }));
}

function forecastRows({ from, p025, p10, p50, p90, p975 }: Forecast): ForecastRow[] {
  return daysFrom(from, p50.length).map((date, index) => ({
    date,
    p025: p025[index]!,
    p10: p10[index]!,
    p50: p50[index]!,
    p90: p90[index]!,
    p975: p975[index]!,
  }));
}

/** Model and data behind the forecast, in a few words. */
function basis(metric: string, { selection, quality, flagged, changes }: MetricDetail): string {
  const error = selection?.["mae"];
  const sentences = [
    typeof error === "number"
      ? `${capital(modelName(String(selection?.["model"])))} erred by ${
        difference(error, metric)
      } on average at past cutoffs.`
      : "",
    quality === null
      ? ""
      : `${percent(quality["observed_pct"] as number, 1)} of its days are used as they came.`,
    flagged.length === 0 ? "" : `Last flagged on ${day(flagged.at(-1)?.date)}.`,
    changes.length === 0 ? "" : `Its level last changed on ${day(changes.at(-1)?.date)}.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
