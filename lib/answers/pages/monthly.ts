import type { Answer, Figure } from "../../pipeline/schemas/answers.ts";
import type { Facts } from "../facts.ts";
import { say } from "../sentence.ts";
import { index } from "./index.ts";
import { recommendations } from "./recommendations.ts";
import { risk } from "./risk.ts";

/** Figures a board reads first, by the names other pages give them. */
const LEAD: readonly string[] = [
  "servers_at_risk",
  "servers_expected_90d",
  "net_saving",
  "gain_vs_baseline",
  "series_judged",
];

/** What does the board need to know this month? */
export function monthly(facts: Facts): Answer {
  const { fleet, levels } = facts.summary;
  if (levels.servers.not_assessed === fleet.servers) return index(facts);
  const { figures } = index(facts);
  return {
    sentence: say`${risk(facts).sentence} ${recommendations(facts).sentence}`,
    figures: LEAD.flatMap((name) => figures.find((figure): figure is Figure => figure.name === name) ?? []),
  };
}
