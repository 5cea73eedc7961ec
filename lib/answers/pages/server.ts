import type { Answer } from "../../pipeline/schemas/answers.ts";
import { metricName, number, percent, plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { figure, say, server as named } from "../sentence.ts";

/** When does a server run out? */
export function server({ summary: { fleet, levels, thresholds }, first }: Facts): Answer {
  const serious = levels.servers.very_high + levels.servers.high;
  const line = first === null
    ? "None of them could be assessed."
    : say`First in line is ${named(first.server_id, first.metric)}, by its ${metricName(first.metric)}.`;
  return {
    sentence: say`Of ${plural(fleet.servers, "server")},
      ${figure("servers_at_risk", serious, "servers", serious === 0 ? "none" : number(serious))} ${
      serious < 2 ? "is" : "are"
    } at
      ${
      percent(thresholds.high)
    } of some capacity or forecast to reach it; each is told about by itself. ${line}`,
    figures: [],
  };
}
