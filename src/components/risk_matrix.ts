/** Servers by metrics: the level of each, as shape and peak. */
import { from, op } from "./arquero.js";
import { html } from "./dom.js";
import { capital, inMetricOrder, metricName, percent } from "./format.js";
import { gridKeys } from "./grid_keys.js";
import { notAvailable } from "./headline.js";
import { type Level, levelRank, levelShape, look } from "./levels.js";
import type { Row } from "./rows.js";
import { serverHref } from "./server_link.js";
import { table } from "./table.js";

export interface MatrixSource extends Row {
  server_id: string;
  metric: string;
  level: Level;
  peak_p50: number | null;
}

/** One row per server, one column per metric; the servers in most trouble first. Arrow keys move between cells. */
export function riskMatrix(series: readonly MatrixSource[]): HTMLElement {
  if (series.length === 0) return notAvailable("No series", "Nothing matches this choice.");
  const metrics = inMetricOrder(series.map((row) => row.metric));
  const ranked = series.map((row) => ({ ...row, rank: levelRank(row.level) }));
  const worst = from(ranked).groupby("server_id").rollup({ worst: op.min("rank") });
  const peaks = from(ranked).groupby("server_id").pivot("metric", { peak: op.max("peak_p50") });
  const rows = worst.join(peaks, "server_id").objects() as Row[];
  const levelOf = new Map(series.map((row) => [`${row.server_id} ${row.metric}`, row.level]));
  const highest = (row: Row) => Math.max(...metrics.map((metric) => Number(row[metric] ?? 0)));
  rows.sort((a, b) => Number(a.worst) - Number(b.worst) || highest(b) - highest(a));
  const matrix = table(rows, {
    name: "risk-matrix",
    limit: 15,
    kept: true,
    columns: [
      { name: "server_id", label: "Server" },
      ...metrics.map((metric) => ({
        name: metric,
        label: `${capital(metricName(metric))} peak`,
        help: "Highest median forecast within the horizon, % of capacity; the mark is the level",
        align: "left" as const,
        format: (value: unknown, row: Row) =>
          cell(
            String(row.server_id),
            metric,
            levelOf.get(`${row.server_id} ${metric}`),
            value as number | null,
          ),
      })),
    ],
  });
  gridKeys(matrix, "a.level");
  return matrix;
}

function cell(server: string, metric: string, level: Level | undefined, peak: number | null): Node | string {
  if (level === undefined) return "–";
  const { word } = look(level);
  return html`
    <a class="level" href=${serverHref(server, metric)} title=${word}
      aria-label=${`${server} ${metricName(metric)}: ${word}${
        peak === null ? "" : `, peak ${percent(peak)}`
      }`}
    >${levelShape(level)}<span>${peak === null ? word : percent(peak)}</span></a>
  ` as Node;
}
