/** What a calendar regression explains a series with, over history and as far ahead as asked. */
import type { Regressors } from "../model.ts";
import type { Change } from "./change_columns.ts";

export interface DesignSettings {
  /** Steps in a year. */
  year: number;
  /** Sine and cosine pairs that make the annual shape. */
  annual_harmonics: number;
  /** Share of a trend's slope that is left after each step ahead. */
  trend_damping: number;
  /** Penalty of slope, season, annual shape and regressors, in units of the noise. */
  effect_penalty: number;
  /** Steps between the places where the level may shift or the slope may change. */
  change_spacing: number;
  level_shift_penalty: number;
  slope_change_penalty: number;
}

/** A column that always takes part. */
export interface Effect {
  name: string;
  /** Holds the coefficient back: adds penalty · coefficient² to the squared errors. */
  penalty: number;
  at(step: number): number;
}

/** Effects, and changes of which only those take part that the data call for. */
export interface Design {
  effects: Effect[];
  changes: Change[];
}

/** The part of history a design covers, both ends included. */
export interface Span {
  start: number;
  origin: number;
  season: number;
  /** Whether there is an annual shape: see {@link showsYear}. */
  annual: boolean;
}

/** Whether a history is long enough to learn an annual shape from. */
export const showsYear = (steps: number, year: number): boolean => steps >= YEARS_FOR_ANNUAL_SHAPE * year;

const YEARS_FOR_ANNUAL_SHAPE = 1.5;
/** A shift needs this many seasons after it before it can be told from noise, a change of slope this many. */
const SEASONS_AFTER_SHIFT = 2;
const SEASONS_AFTER_SLOPE_CHANGE = 8;
/** The effect that is never held back: series differ in level without limit. */
export const LEVEL = "level";
/** The level is not held back; a trace of penalty keeps the matrix positive definite. */
const FREE = 1e-6;

/**
 * Trend time: equal to the step up to the origin; beyond it each step counts a share less, so that a slope
 * flattens out instead of running on for ever.
 */
export function dampedStep(step: number, origin: number, damping: number): number {
  const ahead = step - origin;
  if (ahead <= 0 || damping === 1) return step;
  return origin + damping * (1 - damping ** ahead) / (1 - damping);
}

function trendEffects({ origin }: Span, { year, trend_damping, effect_penalty }: DesignSettings): Effect[] {
  return [
    { name: LEVEL, penalty: FREE, at: () => 1 },
    {
      name: "slope",
      penalty: effect_penalty,
      at: (step) => (dampedStep(step, origin, trend_damping) - origin) / year,
    },
  ];
}

/**
 * The shape of a season as its Fourier series: as many columns as the season has steps, less one for the level. Their
 * length is that of a unit step, so that one penalty holds every shape back alike.
 */
function seasonEffects({ season }: Span, { effect_penalty }: DesignSettings): Effect[] {
  return Array.from({ length: season - 1 }, (_, index) => {
    const k = Math.floor(index / 2) + 1;
    const wave = index % 2 === 0 ? Math.cos : Math.sin;
    const length = Math.sqrt((2 * k === season ? 1 : 2) / season);
    const shape = Float64Array.from(
      { length: season },
      (_, p) => length * wave((2 * Math.PI * k * p) / season),
    );
    return {
      name: `season_${index + 1}`,
      penalty: effect_penalty,
      at: (step) => shape[((step % season) + season) % season]!,
    };
  });
}

function annualEffects({ annual }: Span, settings: DesignSettings): Effect[] {
  const { annual_harmonics, year, effect_penalty } = settings;
  if (!annual) return [];
  return Array.from({ length: annual_harmonics }, (_, index) => index + 1).flatMap((k): Effect[] => {
    // A smooth year: equal curvature is expected of every harmonic, so the k-th is k² times smaller.
    const penalty = effect_penalty * k ** 4;
    const angle = (step: number) => (2 * Math.PI * k * step) / year;
    return [
      { name: `year_sin_${k}`, penalty, at: (step) => Math.sin(angle(step)) },
      { name: `year_cos_${k}`, penalty, at: (step) => Math.cos(angle(step)) },
    ];
  });
}

function regressorEffects(
  { start, names, columns }: Regressors,
  { effect_penalty }: DesignSettings,
): Effect[] {
  return columns.map((values, index) => ({
    name: names[index]!,
    penalty: effect_penalty,
    at: (step) => values[step - start] ?? NaN,
  }));
}

/** Places a change may be, latest first: every `spacing` steps, a few seasons away from both ends. */
function places({ start, origin, season }: Span, spacing: number, seasonsAfter: number): number[] {
  const latest = origin - seasonsAfter * season;
  const count = Math.max(0, Math.ceil((latest - start - SEASONS_AFTER_SHIFT * season) / spacing));
  return Array.from({ length: count }, (_, index) => latest - index * spacing);
}

function changesOf(span: Span, settings: DesignSettings): Change[] {
  const { change_spacing, level_shift_penalty, slope_change_penalty } = settings;
  return [
    ...places(span, change_spacing, SEASONS_AFTER_SHIFT)
      .map((place): Change => ({ kind: "level_shift", place, penalty: level_shift_penalty })),
    ...places(span, change_spacing, SEASONS_AFTER_SLOPE_CHANGE)
      .flatMap((place): Change[] => [
        { kind: "earlier_slope", place, penalty: slope_change_penalty },
        { kind: "later_slope", place, penalty: slope_change_penalty },
      ]),
  ];
}

/** Trend, season, annual shape and regressors, and the changes that may come on top. */
export function designOf(span: Span, settings: DesignSettings, regressors: Regressors | undefined): Design {
  return {
    effects: [
      ...trendEffects(span, settings),
      ...seasonEffects(span, settings),
      ...annualEffects(span, settings),
      ...(regressors === undefined ? [] : regressorEffects(regressors, settings)),
    ],
    changes: changesOf(span, settings),
  };
}

/** The effects' columns on consecutive steps. */
export function effectColumns(effects: readonly Effect[], from: number, steps: number): Float64Array[] {
  return effects.map(({ at }) => {
    const column = new Float64Array(steps);
    for (let index = 0; index < steps; index++) column[index] = at(from + index);
    return column;
  });
}
