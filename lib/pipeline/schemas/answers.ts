import { z } from "zod";
import { date, METRICS, real, serverId, text, word } from "./columns.ts";
import { document } from "./snapshot.ts";

const plain = z.strictObject({ text: text("Words as they stand in the sentence") });

const figurePart = z.strictObject({
  text: text("The figure as written"),
  name: text("Name of the figure, the same on every page and in every export"),
  value: real("The figure as a number").nullable(),
  unit: text("Unit of the number"),
});

const serverPart = z.strictObject({
  text: text("The server as written"),
  server: serverId(),
  metric: word(METRICS, "Metric its link opens").nullable(),
});

/** A piece of a sentence. */
export const part = z.union([figurePart, serverPart, plain]);

/** A figure that stands on its own. */
export const figure = z.strictObject({
  name: text("Name of the figure"),
  label: text("What it is, as a heading"),
  value: real("The figure as a number; null when it is not known").nullable(),
  unit: text("Unit of the number"),
  text: text("The figure as written"),
  note: text("What it is measured against, or what it leaves out"),
  page: text("Page of the report that explains it").nullable(),
});

const answer = z.strictObject({
  sentence: z.array(part).meta({ description: "The answer in words, part by part" }),
  figures: z.array(figure).meta({ description: "Figures the page leads with" }),
});

export const answers = document({
  name: "answers",
  description:
    "What each page says first, in words and figures: made once, shown alike on pages and in exports.",
  shape: z.strictObject({
    as_of: date("Last day observed"),
    dateline: z.array(text("As-of date, size and coverage of the data, kind of fleet")),
    pages: z.record(z.string(), answer).meta({ description: "Answers by the file name of their page" }),
  }),
});

export type Answers = z.infer<typeof answers.shape>;
export type Answer = z.infer<typeof answer>;
export type Part = z.infer<typeof part>;
export type Figure = z.infer<typeof figure>;
