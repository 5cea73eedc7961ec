import { type BinnedMatrix, groupOf, shiftOf } from "./binned.ts";

/**
 * Parts a stretch of rows by one column; both sides keep their order.
 * @param goesLeft    for each code, 1 when it goes left
 * @param toTheRight  room for as many rows as there are
 * @returns where the right side begins
 */
export function partRows(
  matrix: BinnedMatrix,
  column: number,
  goesLeft: Uint8Array,
  rows: Int32Array,
  from: number,
  to: number,
  toTheRight: Int32Array,
): number {
  const words = matrix.words[groupOf(column)]!;
  const shift = shiftOf(column);
  let left = from;
  let right = 0;
  // Written to both sides and kept on one: a branch here would be guessed wrong half of the time.
  for (let place = from; place < to; place++) {
    const row = rows[place]!;
    const isLeft = goesLeft[(words[row]! >>> shift) & 255]!;
    rows[left] = row;
    toTheRight[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  rows.set(toTheRight.subarray(0, right), left);
  return left;
}
