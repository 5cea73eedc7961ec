/** Puts the value of a rank (from 0) in its place, smaller ones before it (Hoare 1961, quickselect). */
function select(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let up = low;
    let down = high;
    while (up <= down) {
      while (values[up]! < pivot) up++;
      while (values[down]! > pivot) down--;
      if (up > down) break;
      const held = values[up]!;
      values[up++] = values[down]!;
      values[down--] = held;
    }
    if (rank <= down) high = down;
    else if (rank >= up) low = up;
    else break;
  }
  return values[rank]!;
}

/**
 * The quantile by linear interpolation between order statistics (R-7, as NumPy and R have it), in linear time.
 * @param values  at least one, none NaN; left in another order
 */
export function quantile(values: Float64Array, level: number): number {
  const position = level * (values.length - 1);
  const rank = Math.floor(position);
  const lower = select(values, rank);
  if (position === rank) return lower;
  // What stands after the selected place is not smaller: its least is the next order statistic.
  let upper = Infinity;
  for (let index = rank + 1; index < values.length; index++) {
    if (values[index]! < upper) upper = values[index]!;
  }
  return lower + (position - rank) * (upper - lower);
}
