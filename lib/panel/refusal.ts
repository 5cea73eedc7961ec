/** What is wrong with a command or a panel, in words for the person who gave it. */
export class Refusal extends Error {}

const SHOWN = 5;

/** The first few of many, and how many there are: `line 3, line 9 and 4 more`. */
export function some(found: readonly string[]): string {
  const shown = found.slice(0, SHOWN).join(", ");
  return found.length > SHOWN ? `${shown} and ${found.length - SHOWN} more` : shown;
}
