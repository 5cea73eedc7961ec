/** What the sections of the report are written from. */
import type { Settings } from "../config/settings.ts";
import type { Answers, Part } from "../pipeline/schemas/answers.ts";
import type { Summary } from "../pipeline/schemas/summary.ts";
import type { Facts } from "./read.ts";

export interface Content {
  summary: Summary;
  /** What the pages say first: the report says it in the same words. */
  answers: Answers;
  facts: Facts;
  settings: Pick<Settings, "risk" | "recommendations" | "models" | "telemetry" | "site">;
}

/**
 * What a page says first.
 * @throws RangeError when it says nothing
 */
export function saidBy({ answers }: Pick<Content, "answers">, page: string): Part[] {
  const answer = answers.pages[page];
  if (answer === undefined) throw new RangeError(`Cannot quote a page as it must have an answer: "${page}"`);
  return answer.sentence;
}
