import type { Answer } from "../../pipeline/schemas/answers.ts";
import { TAKEN_AWAY } from "../../pipeline/schemas/files.ts";
import { day, plural } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { say } from "../sentence.ts";

/** What can I take away? */
export function downloads({ summary: { telemetry, fleet } }: Facts): Answer {
  return {
    sentence: say`The whole report on ${plural(fleet.servers, "server")} as an Excel workbook and as PDF,
      ${
      plural(TAKEN_AWAY.length, "table")
    } of it as CSV and as Parquet, and its headline figures as JSON: all of them
      as of ${day(telemetry.as_of)}, all with the figures these pages show.`,
    figures: [],
  };
}
