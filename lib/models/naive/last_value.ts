import type { Model } from "../model.ts";
import { lastPresent } from "../series.ts";

/** Last value: tomorrow and every day after is like the last day present. What a random walk deserves. */
export const lastValue: Model = {
  name: "last_value",
  naive: true,
  oracle: false,
  minimumHistory: () => 1,
  fit: ({ values }) => {
    const last = lastPresent(values);
    return { forecast: (horizon) => new Float64Array(horizon).fill(last) };
  },
};
