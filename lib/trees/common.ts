/** What the members of a team that boosts have in common, in shared memory. */
import { exchangeRoom } from "./exchange.ts";
import { sharedBytes, sharedDoubles, sharedInts } from "./shared.ts";

export interface Common {
  /** By column, then by row. */
  codes: readonly Uint8Array[];
  /** What all trees so far leave over, by row. */
  residuals: Float64Array;
  /** Gradients by row, packed. */
  packed: Float64Array;
  /** How the last tree changed the packed gradients, by row. */
  changes: Float64Array;
  /** Rows whose gradients the last tree changed: each member's from the start of its share on. */
  changed: Int32Array;
  /** By member, how many those are. */
  changedCounts: Int32Array;
  /** Values of the leaves of the last tree. */
  values: Float64Array;
  /** Best splits, see exchange.ts. */
  exchange: Float64Array;
}

/** Empty memory for a team. */
export const common = (rows: number, columns: number, size: number): Common => ({
  codes: Array.from({ length: columns }, () => sharedBytes(rows)),
  residuals: sharedDoubles(rows),
  packed: sharedDoubles(rows),
  changes: sharedDoubles(rows),
  changed: sharedInts(rows),
  changedCounts: sharedInts(size),
  values: sharedDoubles(rows),
  exchange: exchangeRoom(size),
});
