/** A scenario of the what-if page as the file to commit in config/scenarios. */
import { reservingStep, type Step } from "../config/steps.ts";
import { describe } from "./describe.ts";

export interface ScenarioFile {
  /** config/scenarios/<name>.yaml. */
  name: string;
  text: string;
  /** Steps in words that cannot be reserved: they move or remove servers, or are settings. */
  left_out: string[];
}

export interface ScenarioHead {
  title: string;
  owner: string;
  /** First day its load is expected, YYYY-MM-DD. */
  from: string;
}

/** A name of letters, digits and underscores, as scenarios must have. */
const nameOf = (title: string): string =>
  title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]+/g, "_").replace(
    /^[_0-9]+|_+$/g,
    "",
  ).slice(0, 60) ||
  "scenario";

/** JSON's strings and numbers are YAML's too. */
const inline = (step: Step): string =>
  `{ ${
    Object.entries(step).filter(([, value]) => value !== undefined)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(", ")
  } }`;

/** The file, or null when no step can be reserved. */
export function scenarioFile(
  { title, owner, from }: ScenarioHead,
  steps: readonly Step[],
): ScenarioFile | null {
  const kept = steps.filter((step) => reservingStep.safeParse(step).success);
  if (kept.length === 0) return null;
  const text = [
    "# yaml-language-server: $schema=../schema/scenarios.json",
    `title: ${JSON.stringify(title)}`,
    `owner: ${JSON.stringify(owner)}`,
    "active: true",
    `from: ${from}`,
    "steps:",
    ...kept.map((step) => `  - ${inline(step)}`),
    "",
  ].join("\n");
  return { name: nameOf(title), text, left_out: steps.filter((step) => !kept.includes(step)).map(describe) };
}
