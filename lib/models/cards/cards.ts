/** Model cards: the written part beside what was measured. */
import type { z } from "zod";
import type { Settings } from "../../config/settings.ts";
import type { modelCards } from "../../pipeline/schemas/model_cards.ts";
import type { Row, Warehouse } from "../../warehouse/warehouse.ts";
import { candidates, isNaive } from "../models.ts";
import { CARD_TEXTS } from "./texts.ts";

type Document = z.infer<typeof modelCards.shape>;
type Card = Document["cards"][number];
type Measure = Card["measures"][number];

/** One grouping at a time: by metric, by days ahead, by archetype, by criticality. */
const MEASURES = `
  SELECT model,
    CASE WHEN scope <> 'fleet' THEN scope WHEN horizon_band = 'all' THEN 'metric' ELSE 'horizon_band' END AS factor,
    CASE WHEN scope <> 'fleet' THEN scope_value WHEN horizon_band = 'all' THEN metric ELSE horizon_band END AS value,
    series, mae, mase, bias, coverage_80, coverage_95, gain_vs_baseline, gain_vs_best_naive, share_of_possible
  FROM accuracy
  WHERE (scope = 'fleet' AND (horizon_band = 'all' OR metric = 'all'))
    OR (scope IN ('archetype', 'criticality') AND horizon_band = 'all' AND metric = 'all')
  ORDER BY model, factor, value`;

const USES = `
  SELECT model, CAST(count(*) AS INTEGER) AS series, CAST(max(fitted_to) AS VARCHAR) AS as_of
  FROM fitted GROUP BY model`;

function kindOf(name: string, isGlobal: boolean): Card["kind"] {
  if (isNaive(name)) return "naive";
  if (isGlobal) return "all_series";
  return name.startsWith("ensemble_") ? "ensemble" : "one_series";
}

/** Cards of all candidates, in order of their names. */
export async function readModelCards(warehouse: Warehouse, settings: Settings["models"]): Promise<Document> {
  const measures = await warehouse.query<Measure & { model: string } & Row>(MEASURES);
  const uses = await warehouse.query<{ model: string; series: number; as_of: string }>(USES);
  const days = uses.map(({ as_of }) => as_of).sort();
  return {
    as_of: days.at(-1) ?? null,
    cards: candidates(settings).map(({ name, global }): Card => {
      const { settings: sections, ...text } = CARD_TEXTS[name as keyof typeof CARD_TEXTS];
      const values = new Map<string, unknown>(Object.entries(settings));
      return {
        model: name,
        kind: kindOf(name, global === true),
        ...text,
        settings: Object.fromEntries(sections.map((section) => [section, values.get(section)])),
        series_in_use: uses.find(({ model }) => model === name)?.series ?? 0,
        measures: measures.filter(({ model }) => model === name).map(({ model: _, ...measure }) => measure),
      };
    }),
  };
}
