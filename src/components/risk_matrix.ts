/** Servers by metrics: the level of each, as shape and peak. */
import { from, op } from "./arquero.js";
import { html } from "./dom.js";
import { capital, inMetricOrder, metricName, percent } from "./format.js";
import { type Level, levelRank, levelShape, look } from "./levels.js";
import type { Row } from "./rows.js";
import { table } from "./table.js";

export interface MatrixSource extends Row {
  server_id: string;
  metric: string;
  level: Level;
  peak_p50: number | null;
}

/** One row per server, one column per metric; the servers in most trouble first. */
export function riskMatrix(series: readonly MatrixSource[]): HTMLElement {
  const metrics = inMetricOrder(series.map((row) => row.metric));
  const ranked = series.map((row) => ({ ...row, rank: levelRank(row.level) }));
  const worst = from(ranked).groupby("server_id").rollup({ worst: op.min("rank") });
  const peaks = from(ranked).groupby("server_id").pivot("metric", { peak: op.max("peak_p50") });
  const rows = worst.join(peaks, "server_id").objects() as Row[];
  const levelOf = new Map(series.map((row) => [`${row.server_id} ${row.metric}`, row.level]));
  const highest = (row: Row) => Math.max(...metrics.map((metric) => Number(row[metric] ?? 0)));
  rows.sort((a, b) => Number(a.worst) - Number(b.worst) || highest(b) - highest(a));
  return table(rows, {
    name: "risk-matrix",
    limit: 15,
    columns: [
      { name: "server_id", label: "Server" },
      ...metrics.map((metric) => ({
        name: metric,
        label: `${capital(metricName(metric))} peak`,
        align: "left" as const,
        format: (value: unknown, row: Row) =>
          cell(levelOf.get(`${row.server_id} ${metric}`), value as number | null),
      })),
    ],
  });
}

function cell(level: Level | undefined, peak: number | null): Node | string {
  if (level === undefined) return "–";
  return html`<span class="level" title=${look(level).word}>${levelShape(level)}<span>${
    peak === null ? look(level).word : percent(peak)
  }</span></span>` as Node;
}
