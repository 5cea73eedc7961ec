/** Effects and priors, read from the warehouse. */
import { isoDate } from "../../calendar/days.ts";
import type { Metric } from "../../pipeline/schemas/columns.ts";
import { literal } from "../../warehouse/bind.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";
import type { FleetSeries, Panel } from "../read.ts";
import type { FormName } from "../regression/form.ts";
import type { EffectPrior, EffectPriors } from "../regression/priors.ts";
import { ALL, type EffectOfSeries } from "./priors.ts";

/** Effects of all series with the archetype of their server, in order of the servers. */
export const readEffects = (warehouse: Warehouse): Promise<EffectOfSeries[]> =>
  warehouse.query<EffectOfSeries & Record<string, string | number>>(
    `SELECT archetype, metric, known_at, form, effect, estimate, standard_error
    FROM effects JOIN servers ON servers.server_id = effects.server_id
    WHERE standard_error > 0
    ORDER BY metric, known_at, form, effect, archetype, effects.server_id`,
  );

interface PriorRow extends Record<string, string | number> {
  metric: Metric;
  archetype: string;
  known_at: string;
  form: FormName;
  effect: string;
  mean: number;
  deviation: number;
}

const keyOf = (metric: Metric, archetype: string, knownAt: string) => `${metric}/${archetype}/${knownAt}`;

async function readPriors(warehouse: Warehouse): Promise<Map<string, EffectPriors>> {
  const rows = await warehouse.query<PriorRow>(
    "SELECT metric, archetype, known_at, form, effect, mean, deviation FROM effect_priors",
  );
  const priors = new Map<string, Map<FormName, Map<string, EffectPrior>>>();
  for (const { metric, archetype, known_at, form, effect, mean, deviation } of rows) {
    const key = keyOf(metric, archetype, known_at);
    const byForm = priors.get(key) ?? new Map<FormName, Map<string, EffectPrior>>();
    priors.set(key, byForm);
    const byEffect = byForm.get(form) ?? new Map<string, EffectPrior>();
    byForm.set(form, byEffect);
    byEffect.set(effect, { mean, deviation });
  }
  return priors;
}

/**
 * The panel with what was known of the effects of other series on each day forecasts are made from: those of the
 * same archetype, or of all when the archetype is not known or has no other server.
 */
export async function withPriors(warehouse: Warehouse, panel: Panel): Promise<Panel> {
  const ids = [...new Set(panel.series.map(({ server_id }) => server_id))];
  if (ids.length === 0) return panel;
  const servers = await warehouse.query<{ server_id: string; archetype: string }>(
    `SELECT server_id, archetype FROM servers WHERE server_id IN (${ids.map(literal).join(", ")})`,
  );
  const archetypes = new Map(servers.map(({ server_id, archetype }) => [server_id, archetype]));
  const priors = await readPriors(warehouse);
  const priorsOf = ({ server_id, metric }: FleetSeries) => (day: number): EffectPriors | undefined => {
    const known = isoDate(day);
    return priors.get(keyOf(metric, archetypes.get(server_id)!, known)) ??
      priors.get(keyOf(metric, ALL, known));
  };
  return { ...panel, series: panel.series.map((of) => ({ ...of, priorsAt: priorsOf(of) })) };
}
