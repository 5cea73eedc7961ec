/** The phase graph: which snapshot is made from which. */
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
  stage: number;
  lane: number;
  seconds: number | null;
  rows: number | null;
  needs: string;
}

/** Draws the graph from left (raw) to right (what the report says). */
export function lineage(phases: readonly LineagePhase[]): HTMLElement {
  const places = arrange(phases);
  const byName = new Map(places.map((place) => [place.snapshot, place]));
  const links = phases.flatMap(({ snapshot, needs }) =>
    needs.map((need) => ({ from: byName.get(need)!, to: byName.get(snapshot)! }))
  ).filter(({ from, to }) => from !== undefined && to !== undefined);
  const stages = Math.max(...places.map((place) => place.stage)) + 1;
  const lanes = Math.max(...places.map((place) => Math.abs(place.lane))) * 2 + 1;
  return chart({
    title: `${plural(phases.length, "snapshot")} in ${
      plural(stages, "stage")
    }, from readings to the headline figures`,
    takeaway:
      "Each dot is a snapshot; lines lead from what it is made from, left to right. The table lists them, by name where the screen is too narrow for names here.",
    unit: "snapshots",
    source: "provenance",
    plot: (width) => ({
      height: Math.max(280, (width < 700 ? 24 : 46) * lanes),
      margin: 16,
      marginRight: width < 700 ? 16 : 90,
      axis: null,
      x: { domain: [0, stages - 1] },
      y: { type: "linear" },
      marks: [
        Plot.link(links, {
          x1: (link: Link) => link.from.stage,
          x2: (link: Link) => link.to.stage,
          y1: (link: Link) => link.from.lane,
          y2: (link: Link) => link.to.lane,
          curve: "bump-x",
          stroke: "var(--series-faint)",
          strokeWidth: 1,
        }),
        Plot.dot(places, { x: "stage", y: "lane", r: 4, fill: "var(--series-1)" }),
        // Names of neighbours would lie over each other.
        Plot.text(width < 700 ? [] : places, {
          x: "stage",
          y: "lane",
          text: "snapshot",
          textAnchor: "start",
          dx: 7,
          dy: -7,
          fill: "var(--theme-foreground)",
          stroke: "var(--theme-background)",
          strokeWidth: 4,
          fontSize: 12,
        }),
      ],
    }),
    table: {
      rows: places,
      columns: [
        "snapshot",
        { name: "needs", label: "made from" },
        { name: "rows", format: (value) => number(value as number | null) },
        { name: "seconds", label: "made in", format: (value) => seconds(value as number | null) },
      ],
    },
  });
}

interface Link {
  from: Place;
  to: Place;
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

/** Places each snapshot in its stage, on a lane near what it is made from. */
function arrange(phases: readonly LineagePhase[]): Place[] {
  const stages = stagesOf(phases);
  const laneOf = new Map<string, number>();
  for (let at = 0; at <= Math.max(...stages.values()); at++) {
    const here = phases.filter(({ snapshot }) => stages.get(snapshot) === at);
    const pull = new Map(here.map(({ snapshot, needs }) => {
      const lanes = needs.map((need) => laneOf.get(need)).filter((lane) => lane !== undefined);
      return [snapshot, lanes.reduce((sum, lane) => sum + lane, 0) / Math.max(1, lanes.length)];
    }));
    here.sort((a, b) => pull.get(a.snapshot)! - pull.get(b.snapshot)!);
    // Every other stage is shifted by a third of a lane, so that names of neighbours do not collide.
    here.forEach(({ snapshot }, index) => laneOf.set(snapshot, index - (here.length - 1) / 2 + (at % 2) / 3));
  }
  return phases.map(({ snapshot, needs, rows, seconds }) => ({
    snapshot,
    needs: needs.join(", ") || "nothing",
    stage: stages.get(snapshot)!,
    lane: laneOf.get(snapshot)!,
    rows,
    seconds,
  }));
}
