import type { Answer } from "../../pipeline/schemas/answers.ts";
import { exactPercent, inWords, number, plural, usd } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { someOf } from "../at_risk.ts";
import { count, figure, say } from "../sentence.ts";

/** Which servers behave alike, and which lie idle? */
export function clusters({ summary: { clusters, fleet, thresholds, under_used } }: Facts): Answer {
  const largest = clusters.toSorted((a, b) => b.servers - a.servers || a.cluster - b.cluster)[0];
  const spare = under_used.servers.length;
  const idle = fleet.servers === 1
    ? say`It ${figure("servers_under_used", spare, "servers", spare === 0 ? "does not stay" : "stays")}`
    : say`${someOf("servers_under_used", spare, "server", { none: "No" })} of ${number(fleet.servers)}
      ${spare < 2 ? "stays" : "stay"}`;
  return {
    sentence: say`${
      largest === undefined
        ? "The servers could not be grouped: too few have the values it takes."
        : fleet.servers === 1
        ? say`With one server there are no others to group it with: ${inWords(largest.label)}.`
        : largest.servers === 1
        ? say`The fleet falls into ${count("clusters", clusters.length, "group")} of one server each.`
        : say`The fleet falls into ${count("clusters", clusters.length, "group")}; the largest, ${
          inWords(largest.label)
        }, holds
        ${plural(largest.servers, "server")}.`
    } ${idle} below ${exactPercent(thresholds.under_used)} on CPU and memory, as far as assessed
      ${
      under_used.usd_per_month === null || spare === 0
        ? ""
        : `, and ${spare === 1 ? "costs" : "cost"} ${usd(under_used.usd_per_month)} a month`
    }.`,
    figures: [],
  };
}
