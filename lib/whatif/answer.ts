/** What a scenario comes to for a reader: sums of the whole fleet, and the servers that move. */
import type { Step } from "../config/steps.ts";
import { applied } from "./apply.ts";
import { compare, hasMoved, type Moved } from "./compare.ts";
import { type Columns, type Fleet, fleetOf, joinedFleet } from "./loads.ts";
import { type Outcome, outcome } from "./outcome.ts";
import { exchanged, type Totals, totalsOf } from "./totals.ts";

/** What is known of a fleet before its loads are. */
export interface Known extends Pick<Fleet, "servers" | "today" | "rules"> {
  /** The whole fleet as it is, and the last day of its forecasts; null where its loads come whole and tell. */
  base: Totals | null;
  horizon: number | null;
}

export interface Answer {
  horizon: number;
  /** Threshold of the scenario, % of capacity. */
  high: number;
  base: Totals;
  after: Totals;
  /** Servers that move, most first. */
  moved: readonly Moved[];
  /** What could not be carried out, in words. */
  notes: readonly string[];
}

/** A fleet whose loads come in parts, as scenarios touch them. */
export class Loads {
  private readonly parts = new Map<string, Fleet>();
  /** The fleet of the parts last asked about, and what it comes to as it is. */
  private last: { names: string; fleet: Fleet; asItIs: Outcome } | undefined;

  constructor(private readonly known: Known) {}

  add(name: string, columns: Columns): void {
    this.parts.set(name, fleetOf(columns, this.known));
  }

  /**
   * Works out a scenario.
   * @param names  parts that it can change; the others stay as they are
   * @throws RangeError when one has not been added
   */
  answer(names: readonly string[], steps: readonly Step[]): Answer {
    const { base, horizon, rules } = this.known;
    const [first, ...others] = names;
    if (first === undefined) {
      if (base === null || horizon === null) {
        throw new RangeError("Cannot ask what if as the loads of the fleet must be there: none");
      }
      const nobody = "The steps name no server that is there, so they change nothing.";
      return {
        horizon,
        high: rules.high,
        base,
        after: base,
        moved: [],
        notes: steps.length > 0 ? [nobody] : [],
      };
    }
    const { fleet, asItIs } = this.asItIs([first, ...others]);
    const state = applied(fleet, steps);
    const inScenario = outcome(state);
    const last = horizon ?? fleet.days.at(-1) ?? 0;
    const before = totalsOf(asItIs, last);
    return {
      horizon: last,
      high: state.rules.high,
      base: base ?? before,
      after: exchanged(base ?? before, before, totalsOf(inScenario, last)),
      moved: compare(fleet, asItIs, inScenario).filter(hasMoved),
      notes: [...new Set(inScenario.notes)],
    };
  }

  private asItIs(names: readonly [string, ...string[]]): { fleet: Fleet; asItIs: Outcome } {
    const key = JSON.stringify(names);
    if (this.last?.names === key) return this.last;
    const [first, ...others] = names;
    const fleet = joinedFleet([this.part(first), ...others.map((name) => this.part(name))]);
    this.last = { names: key, fleet, asItIs: outcome(applied(fleet, [])) };
    return this.last;
  }

  private part(name: string): Fleet {
    const found = this.parts.get(name);
    if (found === undefined) throw new RangeError(`Cannot ask what if as the loads must be there: ${name}`);
    return found;
  }
}
