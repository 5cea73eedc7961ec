/** The monthly report, from its facts: page and PDF show what this composes and nothing else. */
import type { Monthly } from "../pipeline/schemas/monthly.ts";
import { accuracy } from "./accuracy.ts";
import { atRisk } from "./at_risk.ts";
import { section } from "./blocks.ts";
import { type Content, saidBy } from "./content.ts";
import { data } from "./data.ts";
import { groups } from "./groups.ts";
import { method } from "./method.ts";
import { plan } from "./plan.ts";
import { seasons } from "./seasons.ts";

/** The question of the page and the title of the PDF. */
export const TITLE = "What does the board need to know this month?";

/** Composes the report. */
export function compose(content: Content): Monthly {
  return {
    title: TITLE,
    site: content.settings.site.title,
    as_of: content.summary.telemetry.as_of,
    dateline: content.answers.dateline,
    answer: saidBy(content, "monthly"),
    figures: content.answers.pages["monthly"]!.figures,
    sections: [
      atRisk(content),
      groups(content),
      seasons(content),
      plan(content),
      accuracy(content),
      data(content),
      method(content),
      section("sign-off", "Who has seen this report?", [
        { kind: "signatures", roles: ["Prepared by", "Reviewed by", "Approved by"] },
      ]),
    ],
  };
}
