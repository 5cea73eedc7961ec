import { z } from "zod";
import type { Model } from "../model.ts";
import { lastPresent } from "../series.ts";
import { stateful } from "../stateful.ts";

/** Last value: tomorrow and every day after is like the last day present. What a random walk deserves. */
export const lastValue: Model = {
  name: "last_value",
  naive: true,
  oracle: false,
  minimumHistory: () => 1,
  ...stateful({
    state: z.strictObject({ last: z.number() }),
    fit: ({ values }) => ({ last: lastPresent(values) }),
    forecast: ({ last }, horizon) => new Float64Array(horizon).fill(last),
  }),
};
