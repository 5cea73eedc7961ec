/** The phase graph around one snapshot: what it is made from, and what it goes into. */
import { chart } from "../chart.js";
import { number, plural, seconds } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface LineagePhase {
  snapshot: string;
  needs: readonly string[];
  seconds: number | null;
  rows: number | null;
}

interface Place extends Row {
  snapshot: string;
  /** 0 for what it is made from, 1 for itself, 2 for what it goes into. */
  column: number;
  /** Height in its column, 0 in the middle. */
  lane: number;
}

const SIDES = [{ column: 0, label: "made from" }, { column: 2, label: "goes into" }];

/** Draws one snapshot between its direct inputs and its direct uses. */
export function lineage(phases: readonly LineagePhase[], chosen: string): HTMLElement {
  const needs = new Map(phases.map(({ snapshot, needs }) => [snapshot, needs]));
  const uses = new Map(phases.map(({ snapshot }) => [
    snapshot,
    phases.filter((phase) => phase.needs.includes(snapshot)).map((phase) => phase.snapshot),
  ]));
  const [from, into] = [needs.get(chosen) ?? [], uses.get(chosen) ?? []];
  const [before, after] = [reachable(chosen, needs), reachable(chosen, uses)];
  const places = [...inColumn(from, 0), { snapshot: chosen, column: 1, lane: 0 }, ...inColumn(into, 2)];
  const own = places.find(({ column }) => column === 1)!;
  const lanes = Math.max(from.length, into.length, 1);
  return chart({
    title: `${chosen} is made from ${
      from.length === 0 ? "no other snapshot" : plural(from.length, "snapshot")
    } and goes into ${into.length === 0 ? "none" : number(into.length)}`,
    takeaway: `Direct inputs stand to the left, direct uses to the right. All the way back ${
      before.size === 1 ? "1 snapshot lies" : `${number(before.size)} lie`
    } before it; a change of it is felt in ${number(after.size)} at most.`,
    unit: "snapshots",
    source: "provenance",
    plot: (width) => {
      const margin = width < 480 ? 134 : 240;
      return {
        height: 62 + 24 * lanes,
        marginTop: 46,
        marginBottom: 16,
        marginLeft: margin,
        marginRight: margin,
        axis: null,
        x: { domain: [0, 2] },
        y: { type: "linear", domain: [-(lanes - 1) / 2, (lanes - 1) / 2] },
        marks: [
          Plot.link(places.filter(({ column }) => column !== 1), {
            x1: (place: Place) => place.column === 0 ? 0 : 1,
            x2: (place: Place) => place.column === 0 ? 1 : 2,
            y1: (place: Place) => place.column === 0 ? place.lane : own.lane,
            y2: (place: Place) => place.column === 0 ? own.lane : place.lane,
            curve: "bump-x",
            stroke: "var(--series-faint)",
            strokeWidth: 1.5,
          }),
          Plot.dot(places, { x: "column", y: "lane", r: 4, fill: "var(--series-1)" }),
          Plot.text(places.filter(({ column }) => column === 0), { ...label, textAnchor: "end", dx: -9 }),
          Plot.text(places.filter(({ column }) => column === 2), { ...label, textAnchor: "start", dx: 9 }),
          Plot.text([own], { ...label, dy: -14, fontWeight: 640 }),
          Plot.text(SIDES, {
            x: "column",
            text: "label",
            frameAnchor: "top",
            dy: -32,
            fill: "var(--theme-foreground-muted)",
          }),
        ],
      };
    },
    table: {
      rows: phases.filter(({ snapshot }) => before.has(snapshot) || after.has(snapshot)).map((phase) => ({
        snapshot: phase.snapshot,
        stands: before.has(phase.snapshot)
          ? from.includes(phase.snapshot) ? "direct input" : "earlier input"
          : into.includes(phase.snapshot)
          ? "direct use"
          : "later use",
        needs: phase.needs.join(", ") || "nothing",
        rows: phase.rows,
        seconds: phase.seconds,
      })),
      columns: [
        "snapshot",
        "stands",
        { name: "needs", label: "made from" },
        { name: "rows", format: (value) => number(value as number | null) },
        { name: "seconds", label: "made in", format: (value) => seconds(value as number | null) },
      ],
    },
  });
}

const label = {
  x: "column",
  y: "lane",
  text: "snapshot",
  fill: "var(--theme-foreground)",
  stroke: "var(--theme-background)",
  strokeWidth: 4,
  fontSize: 12,
} as const;

const inColumn = (names: readonly string[], column: number): Place[] =>
  names.map((snapshot, index) => ({ snapshot, column, lane: index - (names.length - 1) / 2 }));

/** All that one leads to, step by step, itself left out. */
function reachable(start: string, steps: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>();
  const open = [...steps.get(start) ?? []];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...steps.get(name) ?? []);
  }
  return found;
}

/** How many steps each snapshot is from one that needs nothing: the longest way counts. */
function stagesOf(phases: readonly Pick<LineagePhase, "snapshot" | "needs">[]): Map<string, number> {
  const byName = new Map(phases.map((phase) => [phase.snapshot, phase]));
  const stages = new Map<string, number>();
  const stage = (name: string): number => {
    const known = stages.get(name);
    if (known !== undefined) return known;
    const needs = (byName.get(name)?.needs ?? []).filter((need) => byName.has(need));
    const own = needs.length === 0 ? 0 : 1 + Math.max(...needs.map(stage));
    stages.set(name, own);
    return own;
  };
  for (const { snapshot } of phases) stage(snapshot);
  return stages;
}

/** Phases from raw to final. */
export function inStages<T extends Pick<LineagePhase, "snapshot" | "needs">>(phases: readonly T[]): T[] {
  const stages = stagesOf(phases);
  return [...phases].sort((a, b) => stages.get(a.snapshot)! - stages.get(b.snapshot)!);
}
