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
  const plan = recommendations(facts);
  const changes = facts.savings.some(({ action }) => !["all", "keep", "not_assessed"].includes(action));
  // Where nothing should change, a saving of nothing would look like a result.
  const figures = [...index(facts).figures, ...(changes ? plan.figures : [])];
  return {
    sentence: say`${risk(facts).sentence} ${plan.sentence}`,
    figures: LEAD.flatMap((name) => figures.find((figure): figure is Figure => figure.name === name) ?? [])
      .map((figure) => figure.page === null ? { ...figure, page: "recommendations" } : figure),
  };
}
