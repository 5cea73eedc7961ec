import type { Answer, Figure, Part } from "../../pipeline/schemas/answers.ts";
import { exactPercent, metricName, number, plural, share, usd } from "../../wording/format.ts";
import {
  atRiskFigure,
  expected,
  expectedFigure,
  reaches,
  serversAtRisk,
  standing,
  unjudged,
} from "../at_risk.ts";
import type { Summary } from "../../pipeline/schemas/summary.ts";
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
  const { fleet, levels, thresholds, actions } = summary;
  const refused = levels.servers.not_assessed;
  if (refused === fleet.servers) {
    return say`${unjudged(fleet.servers)}, so nothing can be said about what runs out.`;
  }
  const first = actions[0];
  return say`${standing(summary)}${even(summary)}. ${
    first === undefined ? "" : say`Look first at ${server(first.server_id, first.metric)}:
      its ${metricName(first.metric)} ${reaches(first, thresholds.high)}.`
  } ${planned(facts)} ${refused === 0 ? "" : `${plural(refused, "server")} could not be judged.`}`;
}

/** How many of the servers at risk are over the upper threshold too. */
function even(summary: Summary): string {
  const { fleet, levels: { servers: { very_high } }, thresholds } = summary;
  const serious = serversAtRisk(summary);
  const upper = exactPercent(thresholds.very_high);
  if (serious === 0) return "";
  if (fleet.servers === 1) return very_high === 1 ? `, even ${upper}` : `, though not ${upper}`;
  return `, ${
    very_high === serious ? "all" : very_high === 0 ? "none" : number(very_high)
  } of them even ${upper}`;
}

function underUsed({ summary: { under_used, thresholds } }: Facts): Figure {
  return {
    name: "servers_under_used",
    label: `Servers below ${exactPercent(thresholds.under_used)}`,
    value: under_used.servers.length,
    unit: "servers",
    text: number(under_used.servers.length),
    note: under_used.servers.length === 0
      ? "on CPU and memory"
      : under_used.usd_per_month === null
      ? "on CPU and memory; price not known"
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
