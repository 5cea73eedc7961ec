/** What the command says of a panel it has forecast. */
import type { Interval } from "./intervals.ts";
import type { Outcome } from "./outcome.ts";
import type { Panel } from "./read.ts";
import { some } from "./refusal.ts";

/** Models that could not be fitted, and to which series. */
function refusals({ series }: Panel, outcomes: readonly Outcome[]): string[] {
  const by = new Map<string, string[]>();
  outcomes.forEach(({ refused }, index) =>
    refused.forEach((model) => by.set(model, [...by.get(model) ?? [], series[index]!.unique_id]))
  );
  return [...by].map(([model, ids]) => `${model} could not be fitted to ${some(ids)}`);
}

/** What the person should know of the panel although it is forecast. */
export function remarks(
  panel: Panel,
  outcomes: readonly Outcome[],
  bands: readonly (readonly Interval[])[],
): string[] {
  const { unused, repairs, series } = panel;
  const unknown = series.filter((_, index) => Number.isNaN(bands[index]![0]!.low[0]!));
  return [
    ...repairs,
    ...refusals(panel, outcomes),
    ...(unused.length > 0 ? [`not used: column ${unused.join(", ")}`] : []),
    ...(unknown.length > 0
      ? [
        `without intervals, as too short to know their errors: ${
          some(unknown.map(({ unique_id }) => unique_id))
        }`,
      ]
      : []),
  ];
}

/** Models and for how many series each was taken, most first. */
export function shares(outcomes: readonly Outcome[]): string {
  const counts = new Map<string, number>();
  for (const { model } of outcomes) counts.set(model, (counts.get(model) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([model, count]) => `${model} ${count}`).join(", ");
}
