/** Charts of the recommendations page. */
import { chart } from "../chart.js";
import { capital, number, plural } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

export interface SavingsRow extends Row {
  scope: string;
  scope_value: string;
  action: string;
  servers: number;
  usd_per_month: number | null;
  saving_low_usd_month: number;
  saving_expected_usd_month: number;
  saving_high_usd_month: number;
}

/** One step of the way from today's cost to the plan's. */
interface Step extends Row {
  step: string;
  servers: number | null;
  from: number;
  to: number;
  change: number;
  low: number | null;
  high: number | null;
}

/** Savings first, costs last. */
const ORDER = ["retire", "merge", "downsize", "upsize"];

function stepsOf(rows: readonly SavingsRow[], now: number): Step[] {
  let cost = now;
  const steps = ORDER.flatMap((action): Step[] => {
    const row = rows.find((row) => row.action === action);
    if (row === undefined) return [];
    const from = cost;
    cost -= row.saving_expected_usd_month;
    return [{
      step: capital(action),
      servers: row.servers,
      from,
      to: cost,
      change: -row.saving_expected_usd_month,
      low: -row.saving_low_usd_month,
      high: -row.saving_high_usd_month,
    }];
  });
  const whole = (step: string, value: number): Step => ({
    step,
    servers: null,
    from: 0,
    to: value,
    change: value,
    low: null,
    high: null,
  });
  return [whole("Today", now), ...steps, whole("After", cost)];
}

const signed = (value: number, written: (value: number) => string = number): string =>
  `${value > 0 ? "+" : value < 0 ? "−" : ""}${written(Math.abs(value))}`;

/** An amount where there is little room: "26.5k". */
const thousands = (value: number): string => value < 1000 ? number(value) : `${number(value / 1000, 1)}k`;

/**
 * From what the fleet costs today to what it costs once the plan is carried out.
 * @param rows  one per action
 * @param now   USD per month of all servers with a known price
 */
export function waterfall(rows: readonly SavingsRow[], now: number, prices: string): HTMLElement {
  const steps = stepsOf(rows, now);
  const after = steps.at(-1)!.to;
  const changes = steps.slice(1, -1);
  const less = now - after;
  return chart({
    title: less >= 0
      ? `Carried out in full, the plan costs USD ${number(less)} a month less`
      : `Carried out in full, the plan costs USD ${number(-less)} a month more: growth outweighs savings`,
    takeaway:
      "From left to right: what the fleet costs today, what each kind of action takes away or adds, on how many servers, and what remains. The axis starts near today’s cost so that the steps can be seen.",
    unit: "USD per month on demand",
    source: "savings",
    window: prices,
    plot: (width) => ({
      height: 320,
      ...(width < 480 ? { marginLeft: 44, marginRight: 8 } : { marginLeft: 64 }),
      ...fitted(steps, width),
      y: { label: "USD per month", grid: true, domain: extent(steps), tickFormat: "~s" },
      marks: [
        Plot.barY(steps, {
          x: "step",
          y1: (step: Step) => Math.max(step.from, extent(steps)[0]),
          y2: "to",
          fill: (step: Step) =>
            step.servers === null
              ? "var(--series-5)"
              : step.change > 0
              ? "var(--series-2)"
              : "var(--series-3)",
          insetLeft: 4,
          insetRight: 4,
        }),
        Plot.text(steps, {
          x: "step",
          y: (step: Step) => Math.max(step.from, step.to),
          text: (step: Step) => {
            const written = bandOf(steps, width) < 44 ? thousands : number;
            return step.servers === null ? written(step.to) : signed(step.change, written);
          },
          dy: -9,
          fill: "currentColor",
        }),
        Plot.text(changes, {
          x: "step",
          y: (step: Step) => Math.min(step.from, step.to),
          text: (step: Step) => width < 480 ? number(step.servers) : plural(step.servers ?? 0, "server"),
          dy: 11,
          fill: "currentColor",
          fillOpacity: 0.75,
        }),
      ],
    }),
    table: {
      rows: steps,
      columns: [
        { name: "step" },
        { name: "servers" },
        { name: "change", label: "change, expected", format: (value) => signed(value as number) },
        {
          name: "low",
          label: "at least saved",
          format: (value) => value === null ? "–" : signed(value as number),
        },
        {
          name: "high",
          label: "at most saved",
          format: (value) => value === null ? "–" : signed(value as number),
        },
        { name: "to", label: "cost after", format: (value) => number(value as number) },
      ],
    },
  });
}

/** Width of a letter, about, and of what stands beside the steps. */
const LETTER = 6.6;
const BESIDE = 52;

const bandOf = (steps: readonly Step[], width: number) => (width - BESIDE) / steps.length;

/** The steps' names, slanted where they would touch. */
function fitted(steps: readonly Step[], width: number): Plot.PlotOptions {
  const longest = Math.max(...steps.map(({ step }) => step.length));
  const x = { label: null, domain: steps.map(({ step }) => step) };
  return (longest + 1) * LETTER <= bandOf(steps, width)
    ? { x }
    : { x: { ...x, tickRotate: -40 }, marginBottom: 52 };
}

/** From somewhat below the lowest step to somewhat above the highest. */
function extent(steps: readonly Step[]): [number, number] {
  const values = steps.flatMap((step) => step.servers === null ? [step.to] : [step.from, step.to]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = Math.max((high - low) * 0.35, high * 0.02, 1);
  return [Math.max(0, low - room), high + room];
}
