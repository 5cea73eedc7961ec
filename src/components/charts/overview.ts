/** The first page's pictures: where the servers stand, and how many are expected to run short by when. */
import { chart } from "../chart.js";
import { countTicks } from "./count_ticks.js";
import { html } from "../dom.js";
import { day, exactPercent, number, plural } from "../format.js";
import { type Level, LEVELS, levelShape, look } from "../levels.js";
import * as Plot from "../plot.js";

/** How many servers stand at each level, as one strip with its key. */
export function levelStrip(counts: Readonly<Record<Level, number>>): HTMLElement {
  const present = LEVELS.filter((level) => counts[level] > 0);
  const total = present.reduce((sum, level) => sum + counts[level], 0);
  const label = present.map((level) => `${look(level).word}: ${counts[level]}`).join(", ");
  return html`
    <div>
      <div class="strip" role="img" aria-label=${`Servers by level. ${label}`}>${present.map((level) =>
        html`<div style=${`flex: ${counts[level]} 1 0; background: ${look(level).color}`}></div>`
      )}</div>
      <ul class="strip-key">${LEVELS.map((level) =>
        html`<li><span class="level">${levelShape(level)}<span><b>${number(counts[level])}</b> ${
          look(level).word.toLowerCase()
        }</span></span></li>`
      )}</ul>
      <p class="note-line">${plural(total, "server")}, each by its worst assessed metric.</p>
    </div>
  ` as HTMLElement;
}

export interface Window {
  within_days: number;
  servers_judged: number;
  expected_servers: number | null;
  low_servers: number | null;
  high_servers: number | null;
}

/** Up to so many servers the number expected is told in tenths: of a handful, most of it is the fraction. */
const FEW = 5;

const written = (expected: number | null, most: number): string => number(expected, most > FEW ? 0 : 1);

/** "1 server is", "12 servers are", "0.2 servers are". @param most  the highest of the numbers told together */
export function expectedServers(expected: number | null, most: number): string {
  const text = written(expected ?? 0, most);
  return text === "1" || text === "1.0" ? "1 server is" : `${text} servers are`;
}

/** How many servers are expected to reach the high threshold, by when. */
export function expectedBreaches(
  windows: readonly Window[],
  { high, asOf, source }: { high: number; asOf: string; source: string },
): HTMLElement {
  const reached = windows.map((window) => ({ ...window, within: `${number(window.within_days)} days` }));
  const first = reached[0];
  const last = reached.at(-1);
  const most = Math.max(
    0,
    ...reached.map(({ expected_servers, high_servers }) => high_servers ?? expected_servers ?? 0),
  );
  return chart({
    title: first === undefined || last === undefined
      ? "No window lies within the forecasts"
      : `${expectedServers(first.expected_servers, most)} expected to reach ${
        exactPercent(high)
      } within ${first.within}${
        first === last ? "" : `, ${written(last.expected_servers, most)} within ${last.within}`
      }`,
    takeaway:
      "A bar is the mean over sample paths of the whole fleet, its line the range of 8 cases in 10. A server counts when any of its metrics touches the threshold on at least one day, bad days included.",
    unit: "expected number of servers",
    source,
    window: `from ${day(asOf)}`,
    plot: (width) => ({
      height: 60 + 38 * reached.length,
      marginLeft: 70,
      marginRight: 40,
      x: { label: "servers", grid: true, nice: true, ticks: width < 480 ? 4 : 8, ...countTicks(most) },
      y: { label: null, domain: reached.map(({ within }) => within), padding: 0.3 },
      marks: [
        Plot.barX(reached, { x: "expected_servers", y: "within", fill: "var(--level-high)" }),
        Plot.text(reached, {
          x: ({ high_servers, expected_servers }: Window) =>
            Math.max(high_servers ?? 0, expected_servers ?? 0),
          y: "within",
          text: (window: Window) => written(window.expected_servers, most),
          textAnchor: "start",
          dx: 6,
        }),
        Plot.ruleY(reached, {
          x1: "low_servers",
          x2: "high_servers",
          y: "within",
          stroke: "var(--theme-foreground)",
          strokeWidth: 1.5,
        }),
        Plot.ruleX([0]),
      ],
    }),
    table: {
      rows: reached,
      columns: [
        { name: "within_days", label: "Within days" },
        {
          name: "expected_servers",
          label: "Servers expected",
          format: (value) => number(value as number, 2),
        },
        { name: "low_servers", label: "At least (P10)" },
        { name: "high_servers", label: "At most (P90)" },
        { name: "servers_judged", label: "Servers judged" },
      ],
    },
  });
}
