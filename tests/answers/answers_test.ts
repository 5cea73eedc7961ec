import assert from "node:assert/strict";
import { answersOf } from "../../lib/answers/answers.ts";
import type { Facts } from "../../lib/answers/facts.ts";
import { textOf } from "../../lib/answers/sentence.ts";
import { headlineOf } from "../../lib/exports/headline.ts";
import { answers } from "../../lib/pipeline/schemas/answers.ts";
import { FACTS, withSummary } from "./cases.ts";

const said = (page: string, facts: Facts = FACTS) =>
  textOf(answersOf(facts).pages[page]!.sentence).replaceAll("\u202f", " ");
const { levels, forecasting, under_used } = FACTS.summary;

Deno.test("answersOf: keeps its contract", () => {
  const found = answersOf(FACTS);
  assert.deepEqual(answers.shape.parse(found), found);
});

Deno.test("answersOf: what each page says of three servers, worked by hand", () => {
  const sentences: Record<string, string> = {
    index:
      "1 server of 3 is at 80 % of some capacity or forecast to reach it within 180 days, none of them even 90 %. " +
      "Look first at A: its CPU gets to 80 % in 20 days. The plan changes 2 servers and saves USD 60 a month.",
    risk:
      "About 1 server of 3 will be at 80 % of some capacity on at least one day within 90 days, 0 to 2 in 8 " +
      "cases of 10. At high or very high risk stands 1 server: at 80 % today, or by the forecast itself within 180 " +
      "days. First in line is A (CPU, high criticality), which gets to 80 % in 20 days. 1 series of 6 could not be assessed; nothing is " +
      "claimed about it.",
    recommendations:
      "2 servers of 3 should change. What can go, shrink or share a host saves USD 100 a month " +
      "(USD 50 to USD 200); what must grow costs USD 40.",
    "what-if":
      "As things are, 1 server of 3 is at 80 % of some capacity or forecast to reach it within 180 days. Add a " +
      "step to see what would change.",
    fleet:
      "3 servers of 2 business units run in 1 region and cost USD 151 a month. They do 2 kinds of work: batch " +
      "and web.",
    quality:
      "1 of 3 series is good, 1 carries a warning and 1 cannot be judged. 5.0 % of the expected days have no " +
      "valid value. What cannot be judged gets no level and no recommendation, only its reason.",
    models:
      "The models selected per series are 22 % better than the weekday mean and 12 % better than the best " +
      "naive model. Knowing the noiseless load of this fleet would gain 40 %, so they reach 55 % of that. Their " +
      "80 % intervals held 80.0 % of the time.",
    clusters:
      "The fleet falls into 1 group; the largest, label 1, holds 2 servers. 1 server of 3 stays below 40 % " +
      "on CPU and memory, as far as assessed.",
  };
  for (const [page, sentence] of Object.entries(sentences)) assert.equal(said(page), sentence);
});

Deno.test("answersOf: a loss is called one", () => {
  const selected = { ...forecasting.selected!, gain_vs_baseline: -0.1, gain_vs_best_naive: -0.2 };
  const facts = withSummary({ forecasting: { ...forecasting, selected, possible_gain: null } });
  assert.match(
    said("models", facts),
    /^The models selected per series are 10 % worse than the weekday mean and 20 % worse/,
  );
  assert.match(said("models", facts), /nobody knows the true load/);
  assert.equal(
    answersOf(facts).pages["index"]!.figures.find(({ name }) => name === "gain_vs_baseline")!.label,
    "Forecast error raised by",
  );
});

Deno.test("answersOf: with nothing assessed nothing is claimed", () => {
  const none = { very_high: 0, high: 0, watch: 0, ok: 0, not_assessed: 3 };
  const facts: Facts = {
    ...withSummary({
      levels: { servers: none, series: none },
      actions: [],
      horizon_days: null,
      at_risk: FACTS.summary.at_risk.map((window) => ({ ...window, expected_servers: null })),
      forecasting: { ...forecasting, selected: null },
    }),
    first: null,
    savings: [{ ...FACTS.savings[0]!, action: "not_assessed", servers: 3 }],
  };
  assert.equal(
    said("index", facts),
    "None of the 3 servers could be judged, so nothing can be said about what runs out.",
  );
  assert.equal(
    said("server", facts),
    "None of the 3 servers could be judged; what is known of each stands below.",
  );
  assert.equal(
    said("risk", facts),
    "None of the 3 servers could be judged: nothing is claimed about them.",
  );
  assert.equal(said("what-if", facts), "Nothing can be worked out: risk could assess no series.");
  assert.equal(said("forecasts", facts), "No forecast was made: no series could be assessed.");
  assert.equal(
    said("recommendations", facts),
    "Nothing is recommended: for none of 3 servers is enough known to choose a size.",
  );
  assert.match(said("models", facts), /^No model could be scored/);
});

Deno.test("answersOf: a first in line that more likely stays below is not said to get there", () => {
  const actions = FACTS.summary.actions.map((action) => ({ ...action, days_to_80_p50: null }));
  assert.match(said("index", withSummary({ actions })), /its CPU may reach 80 %, though more likely not\./);
  assert.match(said("risk", withSummary({ actions })), /which may reach 80 %, though more likely not\./);
});

Deno.test("answersOf: the board is shown a saving only where something should change", () => {
  const named = (facts: Facts) => answersOf(facts).pages["monthly"]!.figures.map(({ name }) => name);
  assert.ok(named(FACTS).includes("net_saving"));
  const kept = FACTS.savings.filter(({ action }) => ["all", "keep"].includes(action));
  assert.ok(!named({ ...FACTS, savings: kept }).includes("net_saving"));
});

Deno.test("answersOf: where growth outweighs savings the plan costs, in words and without a minus sign", () => {
  const [all, ...others] = FACTS.savings;
  const facts: Facts = {
    ...FACTS,
    savings: [{
      ...all!,
      saving_low_usd_month: -90,
      saving_expected_usd_month: -60,
      saving_high_usd_month: -30,
    }, ...others],
  };
  assert.match(said("index", facts), /changes 2 servers and costs USD 60 a month more than today\./);
  const { label, text, note, value } = answersOf(facts).pages["recommendations"]!.figures.find(({ name }) =>
    name === "net_saving"
  )!;
  assert.deepEqual([label, text.replaceAll("\u202f", " "), note.replaceAll("\u202f", " "), value], [
    "Net cost of the plan",
    "USD 60",
    "a month; USD 30 to USD 90",
    -60,
  ]);
});

Deno.test("answersOf: a plan without prices says whom it changes, one that changes nothing says that", () => {
  const priceless = FACTS.savings.map((row) => ({ ...row, saving_expected_usd_month: null }));
  assert.match(said("index", { ...FACTS, savings: priceless }), /The plan changes 2 servers\.$/);
  const kept = FACTS.savings.filter(({ action }) => ["all", "keep"].includes(action));
  assert.match(said("index", { ...FACTS, savings: kept }), /No server needs to change\.$/);
});

Deno.test("answersOf: nobody at risk is said in so many words", () => {
  const servers = { ...levels.servers, high: 0, ok: 2 };
  const facts = withSummary({ levels: { ...levels, servers }, actions: [] });
  assert.equal(
    said("index", facts),
    "No server of 3 is at 80 % of some capacity or forecast to reach it within 180 days. The plan changes 2 " +
      "servers and saves USD 60 a month.",
  );
  assert.match(
    said("risk", facts),
    /No server stands at high or very high risk, which begins at 80 %, today or by the forecast itself/,
  );
  assert.match(
    said("what-if", facts),
    /^As things are, no server of 3 is at 80 % of some capacity or forecast to reach it/,
  );
  assert.match(said("server", facts), /^No server of 3 is at 80 % of some capacity/);
});

Deno.test("answersOf: spare servers without a price are counted without one", () => {
  const facts = withSummary({ under_used: { ...under_used, servers: [], usd_per_month: null } });
  assert.match(
    said("clusters", facts),
    /No server of 3 stays below 40 % on CPU and memory, as far as assessed\.$/,
  );
});

Deno.test("answersOf: a figure of one name has one value and unit, wherever it is stated", () => {
  const seen = new Map<string, string>();
  for (const { sentence, figures } of Object.values(answersOf(FACTS).pages)) {
    const inWords = sentence.filter((part) => "name" in part);
    for (const part of [...inWords, ...figures]) {
      const stated = `${part.value} ${part.unit}`;
      assert.equal(seen.get(part.name) ?? stated, stated, part.name);
      seen.set(part.name, stated);
    }
  }
  assert.ok(seen.size > 10);
});

Deno.test("answersOf: the dateline says as of when, on how much, and that the fleet is synthetic", () => {
  assert.deepEqual(answersOf(FACTS).dateline, [
    "As of 31 Dec 2025",
    "3 servers, 3 series",
    "daily since 1 Jan 2022",
    "95.0\u202f% of expected days present",
    "synthetic fleet",
  ]);
});

Deno.test("answersOf: one server is spoken of as one", () => {
  const none = { very_high: 0, high: 0, watch: 0, ok: 0, not_assessed: 1 };
  const facts: Facts = {
    ...withSummary({
      fleet: { ...FACTS.summary.fleet, servers: 1, business_units: 1 },
      levels: { servers: none, series: none },
    }),
    archetypes: ["web"],
    savings: [{ ...FACTS.savings[0]!, action: "not_assessed", servers: 1 }],
  };
  assert.equal(
    said("index", facts),
    "The one server could not be judged, so nothing can be said about what runs out.",
  );
  assert.equal(
    said("fleet", facts),
    "1 server runs in 1 region and costs USD 151 a month. The kind of work: web.",
  );
  assert.equal(
    said("recommendations", facts),
    "Nothing is recommended: of the one server too little is known to choose a size.",
  );
});

Deno.test("answersOf: work that no inventory names is not called a kind", () => {
  assert.match(
    said("fleet", { ...FACTS, archetypes: ["unknown"] }),
    /The kind of work is not recorded\.$/,
  );
});

Deno.test("answersOf: a range of one number is that number", () => {
  const at_risk = FACTS.summary.at_risk.map((window) => ({ ...window, low_servers: 1, high_servers: 1 }));
  assert.match(said("risk", withSummary({ at_risk })), /within 90 days, 1 in 8 cases of 10\./);
});

Deno.test("answersOf: a first in line that its forecast keeps below is not said to get there, whatever its bad days", () => {
  const actions = FACTS.summary.actions.map((action) => ({ ...action, level: "watch" as const }));
  const servers = { ...levels.servers, high: 0, watch: 1 };
  assert.match(
    said("index", withSummary({ levels: { ...levels, servers }, actions })),
    /^No server of 3 is at 80 % .* CPU stays below 80 % by the forecast itself, though as likely as not it touches that on some day within 20 days\./,
  );
});

Deno.test("answersOf: an inventory may have other prices than the catalogue", () => {
  const fleet = { ...FACTS.summary.fleet, usd_per_month: 900 };
  const figures = headlineOf(answersOf(withSummary({ fleet })));
  const valueOf = (name: string) => figures.find((figure) => figure.name === name)?.value;
  assert.deepEqual([valueOf("fleet_cost"), valueOf("cost_today")], [900, 150.5]);
});

Deno.test("answersOf: one server that is judged is never a share of one", () => {
  const alone = (level: "watch" | "high", expected_servers: number): Facts => ({
    ...withSummary({
      fleet: { ...FACTS.summary.fleet, servers: 1, business_units: 1 },
      levels: {
        ...levels,
        servers: { very_high: 0, high: 0, watch: 0, ok: 0, not_assessed: 0, [level]: 1 },
      },
      at_risk: FACTS.summary.at_risk.map((window) => ({ ...window, expected_servers })),
      actions: [],
      under_used: { ...under_used, servers: [], usd_per_month: null },
    }),
    savings: [{ ...FACTS.savings[0]!, action: "keep", servers: 1 }],
  });
  const watched = alone("watch", 0.2);
  const opening =
    "The one server is neither at 80 % of some capacity nor forecast to reach it within 180 days";
  assert.equal(said("index", watched), `${opening}. No server needs to change.`);
  assert.equal(said("server", watched).slice(0, opening.length), opening);
  assert.match(said("what-if", watched), /^As things are, the one server is neither at 80 %/);
  assert.match(
    said("risk", watched),
    /^With a probability of 20 % the one server will be at 80 % of some capacity on at least one day within 90 days\. It does not stand at high or very high risk, which begins at 80 %/,
  );
  assert.match(said("recommendations", watched), /^The one server should stay as it is\./);
  assert.match(
    said("clusters", watched),
    / It does not stay below 40 % on CPU and memory, as far as assessed\.$/,
  );
  const high = alone("high", 0.9);
  assert.match(
    said("index", high),
    /^The one server is at 80 % of some capacity or forecast .*, though not 90 %\./,
  );
  assert.match(said("risk", high), /It stands at high or very high risk: at 80 % today, or by the forecast/);
});

Deno.test("answersOf: fewer to expect than half a server are not about none", () => {
  const expecting = (expected_servers: number) =>
    said(
      "risk",
      withSummary({ at_risk: FACTS.summary.at_risk.map((window) => ({ ...window, expected_servers })) }),
    );
  assert.match(expecting(0.2), /^Hardly any server of 3 will be at 80 %/);
  assert.match(expecting(0), /^No server of 3 will be at 80 %/);
});

Deno.test("answersOf: a threshold is never rounded up to another", () => {
  const thresholds = { ...FACTS.summary.thresholds, high: 99, very_high: 99.9 };
  assert.match(
    said("index", withSummary({ thresholds })),
    /is at 99 % of some .* none of them even 99\.9 %\./,
  );
});

Deno.test("answersOf: regions that no inventory names are not counted", () => {
  const fleet = { ...FACTS.summary.fleet, regions: 0 };
  assert.match(said("fleet", withSummary({ fleet })), /run in places that are not recorded/);
});

Deno.test("answersOf: where none are idle, their price is not called unknown", () => {
  const idle = (servers: string[]) =>
    answersOf(withSummary({ under_used: { ...under_used, servers, usd_per_month: null } })).pages["index"]!
      .figures
      .find(({ name }) => name === "servers_under_used")!.note;
  assert.equal(idle([]), "on CPU and memory");
  assert.equal(idle(["A"]), "on CPU and memory; price not known");
});
