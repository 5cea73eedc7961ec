/** Priors of effects from the effects of all series: rows of the snapshot `effect_priors`. */
import type { effectPriors } from "../../pipeline/schemas/effect_priors.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import type { RowOf } from "../../pipeline/schemas/snapshot.ts";
import { type Estimated, type Prior, priorsOf } from "./moments.ts";

export type EffectPriorRow = RowOf<typeof effectPriors>;

/** An effect of a series, with the kind of server it runs on. */
export interface EffectOfSeries {
  archetype: string;
  metric: Metric;
  known_at: string;
  form: string;
  effect: string;
  estimate: number;
  standard_error: number;
}

/** In place of an archetype: all series of the metric. */
export const ALL = "all";
/** An archetype of one server says nothing that the server itself does not. */
const LEAST_MEMBERS = 2;

const groupKey = ({ metric, known_at, form, effect }: EffectOfSeries) =>
  [metric, known_at, form, effect].join("/");

function rowsOf(effects: readonly EffectOfSeries[]): EffectPriorRow[] {
  const { metric, known_at, form, effect } = effects[0]!;
  const groups = [...Map.groupBy(effects, ({ archetype }) => archetype)].map(([name, members]) => ({
    name,
    estimates: members.map(({ estimate, standard_error }): Estimated => ({
      estimate,
      variance: standard_error ** 2,
    })),
  }));
  const { all, byGroup } = priorsOf(groups);
  const row = (archetype: string, series: number, { mean, variance }: Prior): EffectPriorRow => ({
    metric,
    archetype,
    known_at,
    form: form as EffectPriorRow["form"],
    effect,
    series,
    mean,
    deviation: Math.sqrt(variance),
  });
  return [
    row(ALL, effects.length, all),
    ...groups.filter(({ estimates }) => estimates.length >= LEAST_MEMBERS)
      .map(({ name, estimates }) => row(name, estimates.length, byGroup.get(name)!)),
  ];
}

/**
 * Priors by metric, archetype, day and effect. Effects that fewer than `leastSeries` series show have none: so few
 * cannot tell what differs between series from what they do not know themselves.
 */
export function effectPriorRows(effects: readonly EffectOfSeries[], leastSeries: number): EffectPriorRow[] {
  return [...Map.groupBy(effects, groupKey).values()]
    .filter((ofEffect) => ofEffect.length >= leastSeries)
    .flatMap(rowsOf);
}
