import type { Answer } from "../../pipeline/schemas/answers.ts";
import type { Facts } from "../facts.ts";
import { count, say } from "../sentence.ts";

/** How do I add a page of my own? */
export function authors({ documented }: Facts): Answer {
  return {
    sentence:
      say`One command makes it, with a query, a chart and a claim that already work; the live notebook shows
      what you make of it. A page is a Markdown file that may ask any of ${
        count("snapshots", documented.snapshots, "snapshot")
      }.`,
    figures: [],
  };
}
