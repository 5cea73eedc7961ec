/** Up to so many, each whole number has a tick of its own; above, a scale chooses whole ones by itself. */
const FEW = 5;

/** Ticks of an axis that counts whole things: a few servers are not told in tenths. @param most  the highest count */
export function countTicks(most: number): { ticks?: number[]; tickFormat?: string } {
  if (most > FEW) return {};
  return { ticks: Array.from({ length: Math.ceil(most) + 1 }, (_, count) => count), tickFormat: "d" };
}
