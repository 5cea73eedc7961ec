/** The headline figures of the report, gathered from what its pages say: exports state these and no others. */
import type { Answers } from "../pipeline/schemas/answers.ts";
import { capital } from "../wording/format.ts";

/** A figure as every page and export has it. */
export interface HeadlineFigure {
  /** The same on every page and in every export. */
  name: string;
  /** What it is; the sentence it stands in, where it has no heading of its own. */
  label: string;
  value: number | null;
  unit: string;
  /** As pages write it. */
  text: string;
  /** What it is measured against, or what it leaves out. */
  note: string;
  /** Page that says it first. */
  page: string;
}

type Part = Answers["pages"][string]["sentence"][number];

const isFigure = (part: Part): part is Extract<Part, { name: string }> => "name" in part;

/** What a page states: first the figures it leads with, which say what they are, then those of its sentence. */
export function statedBy(page: string, { sentence, figures }: Answers["pages"][string]): HeadlineFigure[] {
  const words = sentence.map(({ text }) => text).join("");
  return [
    ...figures.map(({ name, label, value, unit, text, note }) => ({
      name,
      label,
      value,
      unit,
      text,
      note,
      page,
    })),
    ...sentence.filter(isFigure).map(({ name, value, unit, text }) => ({
      name,
      label: capital(name.replaceAll("_", " ")),
      value,
      unit,
      text,
      note: words,
      page,
    })),
  ];
}

/** Sums of the same terms in another order differ in their last bits; that is no other figure. */
const ROUNDING = 1e-12;

function isSame(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
}

/**
 * Every figure once, in the order of the pages.
 * @throws Error when two pages give one figure different values
 */
export function headlineOf(answers: Pick<Answers, "pages">): HeadlineFigure[] {
  const found = new Map<string, HeadlineFigure>();
  for (const figure of Object.entries(answers.pages).flatMap(([page, answer]) => statedBy(page, answer))) {
    const before = found.get(figure.name);
    if (before === undefined) found.set(figure.name, figure);
    else if (!isSame(before.value, figure.value)) {
      throw new Error(
        `Cannot state "${figure.name}" as it must be the same everywhere: ${before.value} on ${before.page}, ` +
          `${figure.value} on ${figure.page}`,
      );
    }
  }
  return [...found.values()];
}
