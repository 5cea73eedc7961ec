import type { Answer } from "../../pipeline/schemas/answers.ts";
import type { Facts } from "../facts.ts";
import { count, say } from "../sentence.ts";

/** What else do the data say? */
export function workbench({ documented }: Facts): Answer {
  return {
    sentence: say`All ${
      count("snapshots", documented.snapshots, "snapshot")
    } behind this report can be queried here, in
      your browser; nothing you type leaves it. A table is fetched when a query first names it.`,
    figures: [],
  };
}
