import { z } from "zod";
import { figure, part } from "./answers.ts";
import { date, text, word } from "./columns.ts";
import { charts } from "./monthly_charts.ts";
import { document } from "./snapshot.ts";

const sentence = z.array(part).meta({ description: "A paragraph, part by part" });

const column = z.strictObject({
  label: text("Heading"),
  align: word(["left", "right", "text"], "Figures stand to the right; text may run over several lines"),
});

const block = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("paragraph"), text: sentence }),
  z.strictObject({
    kind: z.literal("table"),
    caption: text("What its rows are"),
    columns: z.array(column),
    rows: z.array(z.array(text("A cell as written"))),
    note: text("What is left out, and where it is").nullable(),
  }),
  z.strictObject({ kind: z.literal("chart"), chart: charts }),
  z.strictObject({
    kind: z.literal("missing"),
    title: text("What cannot be said"),
    because: text("Why not"),
  }),
  z.strictObject({
    kind: z.literal("terms"),
    terms: z.array(z.strictObject({ term: text("A term of the report"), meaning: sentence })),
  }),
  z.strictObject({ kind: z.literal("signatures"), roles: z.array(text("Who signs")) }),
]);

const section = z.strictObject({
  id: text("Its anchor"),
  title: text("The question it answers"),
  blocks: z.array(block),
});

export const monthly = document({
  name: "monthly",
  description: "The monthly report as it is read: page and PDF show the same sentences, figures and tables.",
  shape: z.strictObject({
    title: text("The question of the whole report"),
    site: text("Name of the site it belongs to"),
    as_of: date("Last day observed"),
    dateline: z.array(text("As of when, on what data")),
    answer: sentence,
    figures: z.array(figure).meta({ description: "Figures the report leads with" }),
    sections: z.array(section),
  }),
});

export type Monthly = z.infer<typeof monthly.shape>;
export type Section = Monthly["sections"][number];
export type Block = Section["blocks"][number];
