/** Steps to begin with, where nothing has been changed yet. */
import { html } from "./dom.js";
import type { Step } from "./scenario.js";
import type { Place } from "./scenario_fields.js";

/** By how much thresholds fall and orders slow down in an example. */
const POINTS = 10;
const DAYS = 120;

/** The name that most servers have; of several the first in the alphabet. */
function commonest(names: readonly string[]): string {
  const counts = Map.groupBy(names, (name) => name);
  return [...counts].reduce((most, next) =>
    next[1].length > most[1].length || (next[1].length === most[1].length && next[0] < most[0]) ? next : most
  )[0];
}

export interface Examples {
  thresholds: { high: number; very_high: number };
  /** Whether a step on all servers is too long a way to begin: then they stay within one service. */
  large: boolean;
}

/** A step of each kind that a planner asks for first, in a fleet of these servers. */
export function examplesOf(servers: readonly Place[], { thresholds, large }: Examples): Step[] {
  if (servers.length === 0) return [];
  const { high, very_high } = thresholds;
  const service = commonest(servers.map((server) => server.service));
  const named = service !== "unknown";
  const where = large && named ? { service } : {};
  const regions = new Set(servers.map(({ region }) => region));
  const grow = { do: "grow", percent: 20, per: "once", ...where };
  const arrive = { do: "add_workload", vcpu: 16, memory_gib: 64, service };
  const late = { do: "lead_time", days: DAYS, ...where };
  const arriving = named ? [arrive] : [];
  if (large) return [grow, ...arriving, late];
  return [
    grow,
    ...(regions.size < 2
      ? []
      : [{ do: "lose_region", region: commonest(servers.map(({ region }) => region)), to: [] }]),
    ...arriving,
    { do: "thresholds", high: high - POINTS, very_high: very_high - POINTS },
    late,
  ];
}

/** Said where nothing moves as nothing has been changed: what to try first, at a press. */
export function tryFirst(
  { examples, describe, take }: {
    examples: readonly Step[];
    describe(step: Step): string;
    take(step: Step): void;
  },
): HTMLElement {
  return html`
    <section class="unavailable try-first" aria-label="Examples">
      <strong>Nothing moves, as nothing has been changed.</strong>
      <p>Add a step above, or begin with one of these:</p>
      <ul>${examples.map((step) => {
        const press = html`<button type="button">${describe(step)}</button>` as HTMLButtonElement;
        press.onclick = () => take(step);
        return html`<li>${press}</li>`;
      })}</ul>
    </section>
  ` as HTMLElement;
}
