/** What people should know of each model before they trust it: the written part of its card. */
import type { CandidateName } from "../models.ts";

export interface CardText {
  /** What it is for. */
  purpose: string;
  /** What it learns from. */
  learns_from: string;
  /** What must hold for it to be right. */
  assumptions: string;
  /** Where it fails. */
  limits: string;
  /** Sections of the models settings that shape it. */
  settings: readonly string[];
}

const WEEK = "the position of a day in the week says how busy it is";
const OWN = "the series itself";
const RECENT = "the series since the last confirmed shift of its level";
const ADDED = "effects add up: they do not grow with the load";
const ALL =
  "all series of the fleet together: their levels, weeks, earlier seasons and special days, what kind of server each is, and the calendar of the day to be forecast";

export const CARD_TEXTS: Readonly<Record<CandidateName, CardText>> = {
  last_value: {
    purpose: "What every other model must beat: nothing changes.",
    learns_from: "the last day present",
    assumptions: "the load is a random walk: tomorrow's best guess is today",
    limits: "knows no week: a weekend as origin is carried to all days ahead",
    settings: [],
  },
  window_mean: {
    purpose: "A calmer form of the last value, for noisy series without a week.",
    learns_from: `the last days of ${RECENT}`,
    assumptions: "the level stays, and days differ only by chance",
    limits: "knows neither week nor growth",
    settings: ["window_mean", "level_shift"],
  },
  weekday_mean: {
    purpose: "The baseline of every score table.",
    learns_from: "each weekday of the last year",
    assumptions: WEEK,
    limits: "lags a year's mean behind a series that grows or was shifted; knows no season and no holiday",
    settings: ["weekday_mean"],
  },
  seasonal_naive: {
    purpose: "The last week again: the yardstick of scaled errors.",
    learns_from: "the last seven days present",
    assumptions: `${WEEK}, and the last week was an ordinary one`,
    limits: "repeats every accident of one week",
    settings: [],
  },
  drift: {
    purpose: "The naive view of growth.",
    learns_from: "the first and the last day of the series",
    assumptions: "growth goes on as it has on average",
    limits: "two days decide; runs into its bounds on long horizons",
    settings: [],
  },
  theta: {
    purpose: "A sturdy default for series with a week and a mild trend.",
    learns_from: RECENT,
    assumptions: `${ADDED}; half of the long-run slope goes on`,
    limits: "knows no year, no holidays and no quarter end",
    settings: ["level_shift"],
  },
  seasonal_smoothing: {
    purpose: "Follows a level that wanders, with a week on top.",
    learns_from: `two years of ${RECENT}`,
    assumptions: `${ADDED}; an error partly comes again the day after`,
    limits: "no trend, no year, no holidays: weak beyond a quarter",
    settings: ["seasonal_smoothing", "level_shift"],
  },
  holt_winters: {
    purpose: "Exponential smoothing with a damped trend and a week, tuned a week ahead.",
    learns_from: `two years of ${RECENT}`,
    assumptions: `${ADDED}; recent days say more than old ones`,
    limits: "mistakes a season of the year for a trend; knows no holidays",
    settings: ["holt_winters", "level_shift"],
  },
  mstl: {
    purpose: "Takes week and year out and lets what is left go on.",
    learns_from: `up to four years of ${RECENT}`,
    assumptions: "week and year go on as in their last cycle",
    limits: "the year needs two years of history; one odd year is repeated; knows no holidays that move",
    settings: ["mstl", "level_shift"],
  },
  calendar_regression: {
    purpose: "The main model of bank load: everything the calendar explains.",
    learns_from: `${OWN} and the calendar of its region`,
    assumptions:
      "trend, week, year, holidays and quarter end explain the load up to an error that fades; trends flatten out",
    limits:
      "a kind of day it has not seen has no effect; needs four weeks, and a year and a half for the year",
    settings: ["calendar_regression"],
  },
  pooled_regression: {
    purpose: "Calendar regression for series too short or too noisy to know their own effects.",
    learns_from: `${OWN}, the calendar of its region, and the effects found on other series of its archetype`,
    assumptions: "effects of one archetype and metric scatter around a common mean",
    limits: "an unusual server is drawn towards the usual until its own history speaks",
    settings: ["calendar_regression"],
  },
  prophet: {
    purpose: "The widely known reference: bending trend, year, week, holidays and quarter end.",
    learns_from: `${OWN} and the calendar of its region`,
    assumptions: "the trend bends at few places; errors are independent from day to day",
    limits:
      "slow to follow a shift near the end; errors that last make its own intervals too narrow, so they are not used",
    settings: ["prophet"],
  },
  boosting: {
    purpose:
      "Learns across the fleet what single series are too short to show, new servers included: the mean, by squared loss.",
    learns_from: ALL,
    assumptions: "servers alike behave alike; what followed like situations follows again",
    limits:
      "cannot say more than it has seen: growth beyond all that any server showed is held back; no reason per forecast; its interval comes from past errors, as every model's does",
    settings: ["global"],
  },
  boosting_median: {
    purpose: "The same for the median, by quantile loss, which makes the mean absolute error small.",
    learns_from: ALL,
    assumptions: "servers alike behave alike; half of the days lie above the forecast",
    limits:
      "below the mean where high days are rare and far off; otherwise as boosting; quantiles of its own for the ends of its interval, tried on the default fleet, were no better calibrated than past errors and are not used",
    settings: ["global"],
  },
  forest: {
    purpose: "A second view across the fleet that hardly needs tuning: the mean, by squared loss.",
    learns_from: ALL,
    assumptions: "servers alike behave alike",
    limits: "averages of what was seen: drawn to the middle more than boosting, coarser on long horizons",
    settings: ["global"],
  },
  ensemble_median: {
    purpose: "Several models at once, unmoved by one that runs away.",
    learns_from: "the forecasts of its members, and how they did on the series so far",
    assumptions: "members err in different ways, and what did well goes on doing well",
    limits: "no better than its members where all of them miss the same effect",
    settings: ["ensemble"],
  },
  ensemble_weighted: {
    purpose: "Several models at once, the better ones counting more.",
    learns_from: "the forecasts of its members, and how they did on the series so far",
    assumptions: "members err in different ways, and what did well goes on doing well",
    limits: "one member that runs away takes it along by its weight",
    settings: ["ensemble"],
  },
};
