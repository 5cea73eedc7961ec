import type { Model } from "../model.ts";
import type { GlobalName } from "./train.ts";

/**
 * A model that learns from all series together. It is trained and asked before the series are looked at one by one:
 * what it says of a series comes with the context.
 */
export const globalModel = (name: GlobalName): Model => ({
  name,
  naive: false,
  oracle: false,
  global: true,
  minimumHistory: (season) => 2 * season,
  fit: (_, { global }) => {
    const predicted = global?.get(name);
    if (predicted === undefined) {
      throw new RangeError(`Cannot fit ${name} as it needs its forecast of the series: none is given`);
    }
    return { forecast: (horizon) => predicted.slice(0, horizon) };
  },
});
