/** Charts of the clusters page. */
import { asImage, chart } from "../chart.js";
import { inWords, number, percent, plural, share } from "../format.js";
import type { LegendItem } from "../legend.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface ClusteredServer extends Row {
  server_id: string;
  cluster: number;
  label: string;
  silhouette: number | null;
  cpu_p95: number | null;
  memory_p95: number | null;
  disk_p95: number | null;
}

const COLORS = [
  "var(--series-2)",
  "var(--series-1)",
  "var(--series-3)",
  "var(--series-4)",
  "var(--series-6)",
  "var(--series-5)",
];
const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "cross"];

const colorOf = (cluster: number) => COLORS[(cluster - 1) % COLORS.length]!;
const symbolOf = (cluster: number) => SYMBOLS[(cluster - 1) % SYMBOLS.length]!;

function key(servers: readonly ClusteredServer[]): LegendItem[] {
  const labels = new Map(
    [...servers].sort((a, b) => a.cluster - b.cluster).map((row) => [row.cluster, row.label]),
  );
  return [...labels].map(([cluster, label]) => ({
    label: `${cluster}: ${inWords(label)}`,
    sample: symbolSample(cluster),
  }));
}

const symbolSample = (cluster: number): Node => sample(symbolOf(cluster), colorOf(cluster));

function sample(symbol: string, color: string): Node {
  const shape = Plot.dot([null], {
    x: () => 7,
    y: () => 7,
    r: 4.5,
    symbol: () => symbol,
    stroke: color,
    strokeWidth: 1.8,
  }).plot({ width: 14, height: 14, margin: 0, axis: null, x: { type: "identity" }, y: { type: "identity" } });
  shape.setAttribute("aria-hidden", "true");
  return asImage(shape);
}

/** Marks that a picture of single servers bears: of more, an even part of each group is drawn. */
const MOST_MARKS = 1500;

/** Every so-manieth server of each group, in the order given; all of a fleet that fits. */
export function drawn<T extends { cluster: number }>(servers: readonly T[], most = MOST_MARKS): readonly T[] {
  const every = Math.ceil(servers.length / most);
  if (every <= 1) return servers;
  return [...Map.groupBy(servers, ({ cluster }) => cluster).values()]
    .flatMap((group) => group.filter((_, index) => index % every === 0));
}

/** Says so where only a part is drawn. */
const drawnOf = (part: readonly unknown[], all: readonly unknown[]): string =>
  part.length === all.length
    ? ""
    : ` Drawn are ${number(part.length)} servers of ${number(all.length)}, evenly from each group.`;

/** Servers by two of the metrics they were clustered on. */
export function clusterMap(servers: readonly ClusteredServer[], window: string): HTMLElement {
  const placed = servers.filter((row) => row.cpu_p95 !== null && row.memory_p95 !== null);
  const marks = drawn(placed);
  const sizes = groupsOf(placed);
  const farthest = sizes.size < 2 ? undefined : [...sizes.values()].sort((a, b) => b.apart - a.apart)[0];
  return chart({
    title: sizes.size === 0
      ? "No server has both CPU and memory"
      : farthest === undefined
      ? placed.length === 1
        ? "One server is not grouped with others"
        : `All ${plural(placed.length, "server")} are in one group`
      : `Group ${farthest.cluster} lies farthest apart: ${inWords(farthest.label)}, ${
        plural(farthest.servers, "server")
      }`,
    takeaway:
      `Each mark is one server; marks of one shape and colour behave alike. Top right is busy, bottom left is idle.${
        drawnOf(marks, placed)
      }`,
    unit: "mean of daily P95, % of capacity",
    source: "clusters",
    window,
    legend: key(placed),
    plot: (width) => ({
      height: Math.min(460, width * 0.8),
      marginTop: 30,
      grid: true,
      x: { label: "CPU, %", domain: [0, 100] },
      y: { label: "memory, %", domain: [0, 100] },
      marks: [
        Plot.dot(marks, {
          x: "cpu_p95",
          y: "memory_p95",
          r: 4,
          stroke: (row: ClusteredServer) => colorOf(row.cluster),
          symbol: (row: ClusteredServer) => symbolOf(row.cluster),
          strokeWidth: 1.6,
        }),
        Plot.tip(
          marks,
          Plot.pointer({
            x: "cpu_p95",
            y: "memory_p95",
            title: (row: ClusteredServer) =>
              `${row.server_id}, ${inWords(row.label)}\nCPU ${percent(row.cpu_p95)}, memory ${
                percent(row.memory_p95)
              }, disk ${percent(row.disk_p95)}`,
          }),
        ),
      ],
    }),
    table: {
      rows: placed,
      columns: ["server_id", "cluster", "label", "cpu_p95", "memory_p95", "disk_p95", "silhouette"],
    },
  });
}

interface Group {
  cluster: number;
  label: string;
  servers: number;
  /** Mean silhouette. */
  apart: number;
}

function groupsOf(servers: readonly ClusteredServer[]): Map<number, Group> {
  return new Map(
    [...Map.groupBy(servers, ({ cluster }) => cluster)].map(([cluster, own]) => [cluster, {
      cluster,
      label: own[0]!.label,
      servers: own.length,
      apart: own.reduce((sum, { silhouette }) => sum + (silhouette ?? 0), 0) / own.length,
    }]),
  );
}

/** How well each server fits its group. */
export function silhouettes(servers: readonly ClusteredServer[], window: string): HTMLElement {
  const known = servers.filter((row) => row.silhouette !== null);
  // Even in their order, so that the picture keeps its shape.
  const marks = drawn([...known].sort((a, b) => (a.silhouette ?? 0) - (b.silhouette ?? 0)));
  const misplaced = known.filter((row) => (row.silhouette ?? 0) < 0).length;
  const groups = [...new Set(known.map((row) => row.cluster))].sort((a, b) => a - b);
  const mean = known.reduce((sum, row) => sum + (row.silhouette ?? 0), 0) / known.length;
  return chart({
    title: `The groups are ${
      mean >= 0.5 ? "clearly apart" : mean >= 0.25 ? "apart, but not sharply" : "hardly apart"
    }: mean silhouette ${number(mean, 2)}, ${plural(misplaced, "server")} nearer to another group`,
    takeaway:
      `Each tick is one server: near 1 it sits well in its group, near 0 between two, below 0 it would fit another better.${
        drawnOf(marks, known)
      }`,
    unit: "silhouette, −1 to 1",
    source: "clusters",
    window,
    plot: () => ({
      height: 50 + 42 * new Set(known.map((row) => row.cluster)).size,
      marginLeft: 70,
      x: {
        label: "silhouette",
        domain: [Math.min(-0.2, ...known.map((row) => row.silhouette ?? 0)), 1],
        grid: true,
      },
      y: { label: null, domain: groups, tickFormat: (cluster: number) => `Group ${cluster}` },
      marks: [
        Plot.ruleX([0], { stroke: "var(--ink-actual)" }),
        Plot.tickX(marks, {
          x: "silhouette",
          y: "cluster",
          stroke: (row: ClusteredServer) => colorOf(row.cluster),
          strokeOpacity: 0.7,
        }),
      ],
    }),
    table: { rows: known, columns: ["server_id", "cluster", "label", "silhouette"] },
  });
}

export interface ClusterChoice extends Row {
  clusters: number;
  chosen: boolean;
  silhouette: number;
  misplaced: number;
  smallest: number;
  explained: number;
  stability: number | null;
  stability_low: number | null;
}

const MEASURES = [
  { column: "silhouette", label: "silhouette", color: "var(--series-1)", symbol: "circle" },
  { column: "stability", label: "stability", color: "var(--series-2)", symbol: "square" },
] as const;

/** How sharp and how stable each number of groups would be. */
export function clusterChoices(choices: readonly ClusterChoice[], window: string): HTMLElement {
  const best = (column: "silhouette" | "stability") =>
    choices.reduce((a, b) => (b[column] ?? -1) > (a[column] ?? -1) ? b : a).clusters;
  const chosen = choices.find((choice) => choice.chosen);
  const points = MEASURES.flatMap(({ column, label, color, symbol }) =>
    choices.filter((choice) => choice[column] !== null)
      .map((choice) => ({ clusters: choice.clusters, value: choice[column]!, label, color, symbol }))
  );
  const sharpest = best("silhouette");
  return chart({
    title: chosen === undefined
      ? `${plural(sharpest, "group")} would be the sharpest`
      : sharpest === chosen.clusters
      ? `${plural(sharpest, "group")}, the number chosen, are the sharpest`
      : `${plural(sharpest, "group")} would be sharper than the ${
        number(chosen.clusters)
      } chosen: silhouette ${
        number(choices.find(({ clusters }) => clusters === sharpest)!.silhouette, 2)
      } instead of ${number(chosen.silhouette, 2)}`,
    takeaway:
      "Silhouette says how far apart the groups are; stability how alike they come out when servers are drawn again at random (adjusted Rand index). Both are 1 at best and 0 by chance. One resample in ten is less stable than where the thin line below ends. The vertical line is the number chosen.",
    unit: "index, 1 at best",
    source: "cluster_choices",
    window,
    legend: MEASURES.map(({ label, color, symbol }) => ({ label, sample: sample(symbol, color) })),
    plot: () => ({
      height: 240,
      marginTop: 30,
      x: { label: "number of groups", ticks: choices.map(({ clusters }) => clusters), tickFormat: "d" },
      y: { label: "index", domain: [0, 1], grid: true },
      marks: [
        Plot.ruleY([0]),
        ...(chosen === undefined ? [] : [Plot.ruleX([chosen.clusters], { stroke: "var(--ink-actual)" })]),
        Plot.ruleX(choices.filter(({ stability }) => stability !== null), {
          x: "clusters",
          y1: "stability_low",
          y2: "stability",
          stroke: MEASURES[1].color,
          strokeOpacity: 0.5,
        }),
        ...MEASURES.flatMap(({ label, color, symbol }) => {
          const own = points.filter((point) => point.label === label);
          return [
            Plot.line(own, { x: "clusters", y: "value", stroke: color, strokeWidth: 2 }),
            Plot.dot(own, { x: "clusters", y: "value", stroke: color, fill: color, r: 3.5, symbol }),
          ];
        }),
      ],
    }),
    table: {
      rows: choices,
      columns: [
        { name: "clusters", label: "groups" },
        { name: "silhouette", format: (value) => number(value as number, 2) },
        { name: "misplaced", label: "nearer to another" },
        { name: "stability", format: (value) => number(value as number | null, 2) },
        {
          name: "stability_low",
          label: "one resample in ten below",
          format: (value) => number(value as number | null, 2),
        },
        { name: "explained", label: "variance between groups", format: (value) => share(value as number) },
        { name: "smallest", label: "smallest group" },
      ],
    },
  });
}
