import assert from "node:assert/strict";
import { models as shape } from "../../lib/config/models.ts";
import { readModelCards } from "../../lib/models/cards/cards.ts";
import { CARD_TEXTS } from "../../lib/models/cards/texts.ts";
import { candidates } from "../../lib/models/models.ts";
import { accuracy } from "../../lib/pipeline/schemas/accuracy.ts";
import { fitted } from "../../lib/pipeline/schemas/fitted.ts";
import { modelCards } from "../../lib/pipeline/schemas/model_cards.ts";
import { configured } from "../configured.ts";
import { withTables } from "../tables.ts";

Deno.test("cards: every candidate has one, whose words say something and whose settings exist", () => {
  for (const name of shape.shape.candidates.unwrap().options) {
    const { purpose, learns_from, assumptions, limits, settings } = CARD_TEXTS[name];
    for (const text of [purpose, learns_from, assumptions, limits]) assert.ok(text.length > 10, name);
    for (const section of settings) assert.ok(section in shape.shape, `${name}: ${section}`);
  }
});

const measured = (
  scope: string,
  scope_value: string,
  metric: string,
  horizon_band: string,
  mase: number,
) => ({
  scope,
  scope_value,
  metric,
  horizon_band,
  model: "drift",
  series: 3,
  mase,
});

Deno.test("readModelCards: measures by one factor at a time, series in use, settings of the model", () => {
  const rows = [
    measured("fleet", "all", "all", "all", 1),
    measured("fleet", "all", "cpu_p95", "all", 2),
    measured("fleet", "all", "all", "1-30", 3),
    measured("archetype", "web", "all", "all", 4),
    // Two factors at once, and a scope that is none of the card's.
    measured("fleet", "all", "cpu_p95", "1-30", 9),
    measured("region", "home", "all", "all", 9),
  ];
  const fit = { server_id: "SRV-1", metric: "cpu_p95", model: "drift", fitted_to: "2025-12-31", state: "{}" };
  return withTables([{ schema: accuracy, rows }, { schema: fitted, rows: [fit] }], async (warehouse) => {
    const settings = configured("models");
    const document = modelCards.shape.parse(await readModelCards(warehouse, settings));
    assert.equal(document.as_of, "2025-12-31");
    assert.deepEqual(document.cards.map(({ model }) => model), candidates(settings).map(({ name }) => name));
    const card = document.cards.find(({ model }) => model === "drift")!;
    assert.deepEqual(card.measures.map(({ factor, value, mase }) => [factor, value, mase]), [
      ["archetype", "web", 4],
      ["horizon_band", "1-30", 3],
      ["metric", "all", 1],
      ["metric", "cpu_p95", 2],
    ]);
    assert.deepEqual([card.kind, card.series_in_use, card.settings], ["naive", 1, {}]);
    const forest = document.cards.find(({ model }) => model === "forest")!;
    assert.deepEqual([forest.kind, forest.series_in_use, forest.settings], ["all_series", 0, {
      global: settings.global,
    }]);
  });
});
