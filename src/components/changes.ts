/** What a build found to be other than the one before it. */
import { html, nothing } from "./dom.js";
import { capital, day, exactPercent, metricName, modelName, plural, words } from "./format.js";
import { type Level, levelBadge } from "./levels.js";
import { serverCell } from "./server_link.js";
import type { Row } from "./rows.js";
import { table } from "./table.js";

interface ChangedServer extends Row {
  server_id: string;
  change: string;
  metric: string | null;
  level_before: Level;
  level_after: Level;
  date_before: string | null;
  date_after: string | null;
  days: number | null;
}

interface Causes {
  settings: readonly { path: string; before: string | null; after: string | null }[];
  models: readonly { before: string; after: string; series: number }[];
}

/** Up to so many changed servers are shown at once. */
const FEW = 8;

const CHANGES: Readonly<Record<string, string>> = {
  newly_at_risk: "Newly at risk",
  no_longer_at_risk: "No longer at risk",
  moved_date: "Date moved",
};

/** Every change, folded where there are many: its sentence stands above it. @param high  the threshold now */
export function changed(
  { servers, ...causes }: Causes & { servers: readonly ChangedServer[] },
  high: number,
): Node {
  const list = causesOf(causes);
  if (servers.length + list.length === 0) return nothing();
  return html`<details class="fold changed" open=${servers.length <= FEW ? "" : null}>
    <summary>Every change</summary>
    ${servers.length === 0 ? null : serverTable(servers, thresholds(causes, high))}
    ${list.length === 0 ? null : html`<ul>${list}</ul>`}
  </details>`;
}

/** The threshold that dates are dates of: each build has its own. */
function thresholds({ settings }: Causes, high: number): { before: string; after: string } {
  const set = settings.find(({ path }) => path === "risk.high")?.before;
  return {
    before: exactPercent(set === undefined || set === null ? high : Number(set)),
    after: exactPercent(high),
  };
}

/** Servers whose level or date is another now. */
function serverTable(
  servers: readonly ChangedServer[],
  { before, after }: { before: string; after: string },
): HTMLElement {
  return table(servers, {
    name: "changes",
    limit: FEW,
    columns: [
      { name: "server_id", label: "Server", format: serverCell },
      {
        name: "change",
        label: "What changed",
        format: (change) => CHANGES[String(change)] ?? capital(words(String(change))),
      },
      {
        name: "metric",
        label: "Metric",
        format: (metric) => metric === null ? "–" : metricName(String(metric)),
      },
      { name: "level_before", label: "Level before", format: (level) => levelBadge(level as Level) },
      { name: "level_after", label: "Level now", format: (level) => levelBadge(level as Level) },
      {
        name: "date_before",
        label: "Date before",
        help: `Of reaching ${before} of capacity, the threshold of that build`,
        format: (date) => day(date as string),
      },
      {
        name: "date_after",
        label: "Date now",
        help: `Of reaching ${after} of capacity`,
        format: (date) => day(date as string),
      },
      {
        name: "days",
        label: "Moved by",
        help: "Days; below 0 is sooner",
        format: (days) => days === null ? "–" : plural(days as number, "day"),
      },
    ],
  });
}

/** Settings and models that are others now. */
function causesOf({ settings, models }: Causes): Node[] {
  return [
    ...settings.map(({ path, before, after }) =>
      html`<li><code>${path}</code>: ${written(before)} → ${written(after)}</li>`
    ),
    ...models.map(({ before, after, series }) =>
      html`<li>${plural(series, "series", "series")} by ${modelName(after)}, before by ${
        modelName(before)
      }</li>`
    ),
  ];
}

const written = (value: string | null): Node | string =>
  value === null ? "none" : html`<code>${value}</code>`;
