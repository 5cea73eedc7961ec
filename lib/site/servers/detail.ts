/** All that the report says about one server: what its page fetches, as JSON. */
import type { Settings } from "../../config/settings.ts";
import type { Row } from "../../warehouse/warehouse.ts";

/** Days that follow each other from the first on; values with one decimal, null where there is none. */
export interface Run {
  from: string;
  values: (number | null)[];
}

export interface MetricDetail {
  quality: Row | null;
  risk: Row | null;
  selection: Row | null;
  /** How each model did on this series, the best first. */
  scores: Row[];
  /** How the forecasts made at past cutoffs turned out, by days ahead, beside the best naive model. */
  past: Row[];
  seasons: Row[];
  /** Flagged days and changes of level within the history shown. */
  flagged: Row[];
  changes: Row[];
  history: Run | null;
  /** Positions in the history of days that were filled or capped. */
  repaired: number[];
  forecast: ({ from: string } & Record<Quantile, number[]>) | null;
}

export const QUANTILES = ["p025", "p10", "p50", "p90", "p975"] as const;
export type Quantile = (typeof QUANTILES)[number];

/** A part of a sentence; what is strong is a figure or a name. */
export interface Phrase {
  text: string;
  strong?: true;
}

export interface Detail {
  as_of: string;
  /** Where the telemetry comes from; "synthetic" for the generated fleet. */
  source: string;
  server: Row;
  standing: Row | null;
  /** Servers that have a place in line. */
  places: number;
  plan: Row | null;
  cluster: Row | null;
  metrics: Record<string, MetricDetail>;
  rules: Rules;
  dateline: string[];
  answer: Phrase[];
  /** Neighbours by name. */
  previous: string | null;
  next: string | null;
}

/** The settings the page quotes. */
export interface Rules {
  high: number;
  very_high: number;
  watch_probability: number;
  half_life_days: number;
  criticality_weight: Readonly<Record<string, number>>;
  sustained_days: number;
}

export function rulesOf({ risk }: Pick<Settings, "risk">): Rules {
  const { high, very_high, watch_probability, half_life_days, criticality_weight, sustained_days } = risk;
  return { high, very_high, watch_probability, half_life_days, criticality_weight, sustained_days };
}
