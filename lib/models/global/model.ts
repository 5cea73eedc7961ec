import type { FitContext, Fitted, Model } from "../model.ts";
import type { GlobalName } from "./train.ts";

/** What the context says of the series. @throws RangeError when it says nothing of it */
function said(name: GlobalName, { global }: FitContext): Fitted {
  const predicted = global?.get(name);
  if (predicted === undefined) {
    throw new RangeError(`Cannot fit ${name} as it needs its forecast of the series: none is given`);
  }
  return { state: null, forecast: (horizon) => predicted.slice(0, horizon) };
}

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
  fit: (_, context) => said(name, context),
  // Its state are the trees, saved once for all series; they have been asked anew from the origin.
  restore: (_, context) => said(name, context),
});
