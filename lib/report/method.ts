/** How the report was worked out, and what it cannot know. */
import { say } from "../answers/sentence.ts";
import type { Part } from "../pipeline/schemas/answers.ts";
import type { Section } from "../pipeline/schemas/monthly.ts";
import { day, exactPercent, number, percent, plural, share } from "../wording/format.ts";
import { section } from "./blocks.ts";
import type { Content } from "./content.ts";

const BOUNDS = { conservative: "P90", expected: "median", aggressive: "P10" } as const;

const term = (term: string, meaning: readonly Part[]) => ({ term, meaning: [...meaning] });

function risk({ settings: { risk } }: Content) {
  const weights = risk.criticality_weight;
  return [
    term(
      "Series",
      say`One metric of one server, by day: the P95 of the day's samples, in percent of capacity. Peaks
      shorter than a twentieth of a day are not in it.`,
    ),
    term(
      "Level",
      say`Very high or high when today's level or the highest day of the forecast's ${
        BOUNDS[risk.posture]
      } reaches
      ${exactPercent(risk.very_high)} or ${
        exactPercent(risk.high)
      } of capacity; watch when the probability of reaching ${exactPercent(risk.high)}
      is at least ${share(risk.watch_probability)}; not assessed when the data do not allow a judgement.`,
    ),
    term(
      "Dates",
      say`From up to ${
        number(risk.paths)
      } sample paths per series that carry the joint errors of past forecasts.
      The day given is as likely too early as too late; 1 path in 10 is over by the earlier one.`,
    ),
    term(
      "Order by",
      say`That earlier day less the lead time, ${
        plural(risk.lead_time_days.default, "day")
      } unless environment or
      region name a longer one.`,
    ),
    term(
      "Place",
      say`Criticality weight (high ${number(weights.High)}, medium ${number(weights.Medium)}, low
      ${number(weights.Low)}) × probability × how soon; a breach ${
        plural(risk.half_life_days, "day")
      } later counts half.`,
    ),
  ];
}

function forecasts({ settings: { models } }: Content) {
  return [
    term(
      "Forecast",
      say`Up to ${plural(models.horizon_days, "day")} ahead. The model of each series was chosen on earlier
      cutoffs and judged on later ones; losing models stay in every table.`,
    ),
    term(
      "Baseline",
      say`The mean of the same weekday. The oracle knows the noiseless load of a synthetic fleet, though not
      the noise of the day: nothing can do better for long.`,
    ),
    term(
      "Intervals",
      say`Conformal: as wide as the errors of past forecasts were. How often they held is measured on cutoffs
      they were not calibrated on.`,
    ),
  ];
}

function plan({ settings: { recommendations } }: Content) {
  const { catalogue, target_pct } = recommendations;
  return [
    term(
      "Plan",
      say`The cheapest size that carries the forecast within ${percent(target_pct.cpu)} of CPU,
      ${percent(target_pct.memory)} of memory and ${
        percent(target_pct.network)
      } of network, and the loss of one server of
      its pool. One action per server, so no saving counts twice.`,
    ),
    term(
      "Prices",
      say`On demand, of ${
        day(catalogue.as_of)
      }. Discounts are not in it, and a saving comes true only when the
      capacity is really released.`,
    ),
  ];
}

function limits({ summary, settings: { telemetry } }: Content) {
  return [
    term(
      "Limits",
      say`${
        telemetry.source === "synthetic"
          ? "The fleet is synthetic: its errors say how models do on such a fleet, not on yours. "
          : ""
      }What changed after ${
        day(summary.telemetry.as_of)
      } is not in it. Forecasts know the calendar and the past, but no
      project, migration or purchase that telemetry does not show.`,
    ),
  ];
}

export const method = (content: Content): Section =>
  section("method", "How was this worked out, and what are its limits?", [
    { kind: "terms", terms: [...risk(content), ...forecasts(content), ...plan(content), ...limits(content)] },
  ]);
