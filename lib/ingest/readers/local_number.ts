/** Numbers as people's settings write them: 1,546.6 or 1.546,6. */

/** The decimal mark; the other one groups thousands. */
export type Mark = "." | ",";

const GROUPED = /^-?\d{1,3}(?:([.,])\d{3})+$/;

/** The decimal mark a number proves; undefined when it may be either, as in 1,546. */
export function markIn(text: string): Mark | undefined {
  const marks = text.match(/[.,]/g) ?? [];
  const last = marks.at(-1);
  if (last !== "." && last !== ",") return undefined;
  if (marks.some((mark) => mark !== last)) return last;
  if (marks.length > 1) return last === "." ? "," : ".";
  return GROUPED.test(text) ? undefined : last;
}

/** The number; undefined when it is none, "ambiguous" when the mark is not known and matters. */
export function localNumber(text: string, mark: Mark | undefined): number | "ambiguous" | undefined {
  const known = mark ?? markIn(text);
  if (known === undefined) {
    if (GROUPED.test(text)) return "ambiguous";
    return /^-?\d+$/.test(text) ? Number(text) : undefined;
  }
  const [group, plain] = known === "." ? [",", "."] : [".", ","];
  const [whole = "", ...fraction] = text.split(plain);
  if (fraction.length > 1 || !new RegExp(`^-?(\\d+|\\d{1,3}(\\${group}\\d{3})+)$`).test(whole)) {
    return undefined;
  }
  if (fraction.length === 1 && !/^\d*$/.test(fraction[0]!)) return undefined;
  return Number([whole.replaceAll(group, ""), ...fraction].join("."));
}
