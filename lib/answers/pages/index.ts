import type { Answer, Figure, Part } from "../../pipeline/schemas/answers.ts";
import { metricName, number, percent, plural, share, usd } from "../../wording/format.ts";
import { atRisk, atRiskFigure, expected, expectedFigure, reaches, serversAtRisk } from "../at_risk.ts";
import type { Facts } from "../facts.ts";
import { say, server } from "../sentence.ts";
import { changed, netSaving, planned } from "./recommendations.ts";

/** What runs out, when, and what should we do first? */
export function index(facts: Facts): Answer {
  const { summary } = facts;
  const window = expected(summary);
  return {
    sentence: sentence(facts),
    figures: [
      atRiskFigure(summary),
      ...(window === undefined ? [] : [expectedFigure(window)]),
      // Where nothing should change, a saving of nothing would look like a result.
      ...(changed(facts.savings) === 0 ? [] : [netSaving(facts)]),
      underUsed(facts),
      forecastError(facts),
      judged(facts),
    ],
  };
}

function sentence(facts: Facts): Part[] {
  const { summary } = facts;
  const { fleet, levels, thresholds, horizon_days, actions } = summary;
  const refused = levels.servers.not_assessed;
  if (refused === fleet.servers) {
    return fleet.servers === 1
      ? say`The one server could not be judged.`
      : say`None of the ${plural(fleet.servers, "server")} could be judged.`;
  }
  const serious = serversAtRisk(summary);
  const first = actions[0];
  return say`${atRisk(summary, "No")} of ${number(fleet.servers)} ${serious < 2 ? "is" : "are"} at
    ${percent(thresholds.high)} of some capacity or forecast to reach it within ${
    plural(horizon_days!, "day")
  }${
    serious === 0
      ? ""
      : `, ${of(levels.servers.very_high, serious)} of them even ${percent(thresholds.very_high)}`
  }. ${
    first === undefined ? "" : say`Look first at ${server(first.server_id, first.metric)}:
      its ${metricName(first.metric)} ${reaches(first, thresholds.high)}.`
  } ${planned(facts)} ${refused === 0 ? "" : `${plural(refused, "server")} could not be judged.`}`;
}

const of = (some: number, all: number): string => some === all ? "all" : some === 0 ? "none" : number(some);

function underUsed({ summary: { under_used, thresholds } }: Facts): Figure {
  return {
    name: "servers_under_used",
    label: `Servers below ${percent(thresholds.under_used)}`,
    value: under_used.servers.length,
    unit: "servers",
    text: number(under_used.servers.length),
    note: under_used.usd_per_month === null
      ? "price not known"
      : `on CPU and memory; they cost ${usd(under_used.usd_per_month)} a month`,
    page: "clusters",
  };
}

function forecastError({ summary: { forecasting } }: Facts): Figure {
  const { selected, possible_gain } = forecasting;
  const gain = selected?.gain_vs_baseline ?? null;
  const possible = possible_gain === null
    ? ""
    : `; knowing the noiseless load would save ${share(possible_gain)}`;
  return {
    name: "gain_vs_baseline",
    label: gain !== null && gain < 0 ? "Forecast error raised by" : "Forecast error cut by",
    value: gain,
    unit: "share",
    text: gain === null ? "–" : share(Math.abs(gain)),
    note: gain === null ? "forecasts could not be scored" : `against the weekday mean${possible}`,
    page: "models",
  };
}

function judged({ summary: { telemetry } }: Facts): Figure {
  const { assessed, warn, not_assessed, series } = telemetry;
  return {
    name: "series_judged",
    label: "Series fit to be judged",
    value: (assessed + warn) / series,
    unit: "share",
    text: share((assessed + warn) / series),
    note: `${number(warn)} with a warning, ${number(not_assessed)} not assessed`,
    page: "quality",
  };
}
