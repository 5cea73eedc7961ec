/** Names at the ends of lines: a reader need not match colours with a legend. */
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";

/** Pixels from name to name. */
const LINE = 13;
/** Width of a letter, about. */
const LETTER = 6.3;

/** Room to the right of the lines for the longest name. */
export const roomFor = (names: readonly string[]): number =>
  12 + Math.ceil(LETTER * Math.max(0, ...names.map(({ length }) => length)));

/** Places with at least a distance between them, as near to those wished for as their order allows. */
export function spread(wished: readonly number[], distance: number, last: number): number[] {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]!);
  const placed = [...wished];
  let least = -Infinity;
  for (const index of order) least = (placed[index] = Math.max(wished[index]!, least)) + distance;
  let most = last;
  for (const index of order.toReversed()) most = (placed[index] = Math.min(placed[index]!, most)) - distance;
  return placed;
}

interface LineEnds {
  x: string;
  y: string;
  /** Pixels between the row and its name. */
  dx?: number;
  /** Name of the line a row belongs to. */
  name: (row: Row) => string;
  color: (row: Row) => string;
}

/** The name of each line beside its last row. */
export function lineEnds(rows: readonly Row[], { x, y, dx = 8, name, color }: LineEnds): Plot.Markish {
  const ends = [...Map.groupBy(rows, name).values()].map((line) => line.at(-1)!);
  const apart: Plot.InitializerFunction = (data, facets, channels, scales, { height, marginBottom }) => {
    const { value } = channels["y"] as { value: readonly number[] };
    const wished = Array.from(value, (place) => Number(scales["y"]!(place)));
    return { data, facets, channels: { y: { value: spread(wished, LINE, height - marginBottom) } } };
  };
  // A line across the picture does not strike a name through.
  const halo = { stroke: "var(--theme-background)", strokeWidth: 4 };
  const written = { x, y, text: name, fill: color, textAnchor: "start" as const, dx, ...halo };
  return Plot.text(ends, Plot.initializer(written, apart));
}
