/** What the features of the global models are, in words a reader knows. */
const FEATURES: Readonly<Record<string, string>> = {
  common_season_1: "season of like servers, last year",
  common_season_2: "season of like servers, year before",
  season_1: "own season, last year",
  season_2: "own season, year before",
  year_ago: "level a year ago",
  mean_3: "mean of 3 days",
  mean_7: "mean of a week",
  mean_14: "mean of 2 weeks",
  mean_91: "mean of a quarter",
  mean_182: "mean of half a year",
  mean_364: "mean of a year",
  mean_28_before: "mean of the month before last",
  mean_91_before: "mean of the quarter before last",
  level_over_scale: "level against its ups and downs",
  level_percent: "level in % of capacity",
  last_value: "last value",
  last_value_age: "age of the last value",
  weekday_effect: "own effect of the weekday",
  day_of_week: "day of the week",
  day_of_year: "day of the year",
  origin_day_of_year: "day of the year of the forecast",
  horizon: "days ahead",
  holiday: "bank holiday",
  quarter_end_ramp: "last days of the quarter",
  quarter_progress: "course of the quarter",
  days_in_service: "days in service",
  vcpu: "vCPUs",
};

/** Name of a feature; the column's own words where it says enough. */
export function featureName(feature: string): string {
  return FEATURES[feature] ?? feature.replaceAll("_", " ");
}
