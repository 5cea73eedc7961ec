import type { Answer } from "../../pipeline/schemas/answers.ts";
import { metricName } from "../../wording/format.ts";
import { standing, unjudged } from "../at_risk.ts";
import type { Facts } from "../facts.ts";
import { say, server as named } from "../sentence.ts";

/** When does a server run out? */
export function server({ summary, first }: Facts): Answer {
  const { fleet, levels } = summary;
  if (levels.servers.not_assessed === fleet.servers) {
    return { sentence: say`${unjudged(fleet.servers)}; what is known of each stands below.`, figures: [] };
  }
  const line = first === null
    ? ""
    : say`First in line is ${named(first.server_id, first.metric)}, by its ${metricName(first.metric)}.`;
  return {
    sentence: say`${standing(summary)}; each is told about by itself. ${line}`,
    figures: [],
  };
}
