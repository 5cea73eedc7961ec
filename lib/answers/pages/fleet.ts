import type { Answer } from "../../pipeline/schemas/answers.ts";
import { list, number, plural, usd, words } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { count, figure, say } from "../sentence.ts";

/** What is in the fleet, and what drives its load? */
export function fleet({ summary: { fleet }, archetypes }: Facts): Answer {
  const { servers, business_units, regions, usd_per_month } = fleet;
  // By the prices of the servers themselves; the plan reckons by those of its catalogue.
  const cost = usd_per_month === null ? "" : say` and ${servers === 1 ? "costs" : "cost"}
    ${figure("fleet_cost", usd_per_month, "USD per month", usd(usd_per_month))} a month`;
  return {
    sentence: say`${count("servers", servers, "server")}
      ${business_units < 2 ? "" : `of ${plural(business_units, "business unit")}`}
      ${where(servers, regions)} ${cost}. ${work(archetypes.filter((kind) => kind !== "unknown"))}`,
    figures: [],
  };
}

function where(servers: number, regions: number): string {
  const run = servers === 1 ? "runs" : "run";
  return regions === 0 ? `${run} in places that are not recorded` : `${run} in ${plural(regions, "region")}`;
}

function work(kinds: readonly string[]): string {
  if (kinds.length === 0) return "The kind of work is not recorded.";
  const known = list(kinds.map(words));
  return kinds.length === 1
    ? `The kind of work: ${known}.`
    : `They do ${number(kinds.length)} kinds of work: ${known}.`;
}
