/**
 * Parts a stretch of rows by one column; both sides keep their order.
 * @param codes       of the column, by row
 * @param goesLeft    for each code, 1 when it goes left
 * @param toTheRight  room for as many rows as there are
 * @returns where the right side begins
 */
export function partRows(
  codes: Uint8Array,
  goesLeft: Uint8Array,
  rows: Int32Array,
  from: number,
  to: number,
  toTheRight: Int32Array,
): number {
  let left = from;
  let right = 0;
  // Written to both sides and kept on one: a branch here would be guessed wrong half of the time.
  for (let place = from; place < to; place++) {
    const row = rows[place]!;
    const isLeft = goesLeft[codes[row]!]!;
    rows[left] = row;
    toTheRight[right] = row;
    left += isLeft;
    right += 1 - isLeft;
  }
  rows.set(toTheRight.subarray(0, right), left);
  return left;
}
