/** Models that a panel was too small to train. */
import { Refusal } from "../refusal.ts";
import { GLOBAL } from "../settings.ts";
import type { Trained, Training } from "./train.ts";

/** Why nothing was trained. */
const reason = ({ series }: Training): string =>
  "learning from all series together takes " +
  (series.length < GLOBAL.least_series
    ? `${GLOBAL.least_series} and more: ${series.length}`
    : `${GLOBAL.min_rows} steps known before the forecast, and before most past ones`);

/**
 * One line that names the models left out; none when there are none.
 * @param asked  names of the models to choose among; undefined for the default ones
 * @throws Refusal when no model is left to choose
 */
export function leftOut(
  training: Training,
  trained: Trained,
  asked: readonly string[] | undefined,
): string[] {
  const names = training.names.filter((name) => !trained.has(name));
  if (names.length === 0) return [];
  if (asked?.every((name) => names.some((left) => left === name))) {
    throw new Refusal(`Cannot forecast by ${names.join(", ")} alone as ${reason(training)}`);
  }
  return [`left out: ${names.join(", ")}, as ${reason(training)}`];
}
