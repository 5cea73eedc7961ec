import type { Answer } from "../../pipeline/schemas/answers.ts";
import { plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { count, say } from "../sentence.ts";

/** What does every column and every setting mean? */
export function dictionary({ documented }: Facts): Answer {
  return {
    sentence: say`${count("snapshots", documented.snapshots, "snapshot")} hold ${
      plural(documented.columns, "column")
    };
      ${
      count("settings", documented.settings, "setting")
    } decide how they are made. This page is written from the same
      schemas that check the data.`,
    figures: [],
  };
}
