import { z } from "zod";
import { STATIONARITY_VERDICTS } from "../../models/stationarity/verdict.ts";
import { date, metric, real, serverId, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const statistic = (description: string) => real(`${description}; null when not tested`).nullable();
const p = (description: string, bounds: { min: number; max: number }) => real(description, bounds).nullable();
const lags = (description: string) => real(description, { min: 0 }).nullable();
const ADF_P = { min: 0, max: 1 };
const KPSS_P = { min: 0.01, max: 0.1 };

export const stationarity = snapshot({
  name: "stationarity",
  description:
    "Whether each series returns to a level, to a straight line, or wanders: unit-root test (ADF) and its opposite (KPSS) on the clean series, over its longest run without a gap.",
  key: ["server_id", "metric"],
  columns: z.object({
    server_id: serverId(),
    metric: metric(),
    from_date: date("First day tested"),
    days: whole("Days tested, none of them missing", { min: 0 }),
    adf_statistic: statistic("Augmented Dickey-Fuller t value around a level"),
    adf_p: p("Its p-value by MacKinnon's response surface: small speaks against a unit root", ADF_P),
    adf_lags: lags("Lags in its regression, by the Akaike criterion"),
    kpss_statistic: statistic("KPSS statistic around a level"),
    kpss_p: p(
      "Its p-value from the table, which ends at 0.01 and 0.1: small speaks against stationarity",
      KPSS_P,
    ),
    kpss_lags: lags("Lags of its long-run variance, chosen from the data"),
    adf_trend_statistic: statistic("Augmented Dickey-Fuller t value around a straight line"),
    adf_trend_p: p("Its p-value", ADF_P),
    adf_trend_lags: lags("Lags in its regression"),
    kpss_trend_statistic: statistic("KPSS statistic around a straight line"),
    kpss_trend_p: p("Its p-value, between 0.01 and 0.1", KPSS_P),
    kpss_trend_lags: lags("Lags of its long-run variance"),
    verdict: word(
      STATIONARITY_VERDICTS,
      "stationary, trend (returns to a line), unit_root (wanders), unclear or not_tested",
    ),
    reason: text("Why, in words"),
  }),
});
