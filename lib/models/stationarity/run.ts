/** The longest run of present values, without a copy; of equally long ones the latest. */
export function longestRun(values: Float64Array): { from: number; values: Float64Array } {
  let best = { from: 0, to: 0 };
  let from = 0;
  for (let t = 0; t <= values.length; t++) {
    if (t < values.length && !Number.isNaN(values[t]!)) continue;
    if (t > from && t - from >= best.to - best.from) best = { from, to: t };
    from = t + 1;
  }
  return { from: best.from, values: values.subarray(best.from, best.to) };
}
