/** Every snapshot, in the order the pipeline tells its story. The dictionary page is made from this list. */
import { anomalies, anomalyScores } from "./anomalies.ts";
import { accuracy } from "./accuracy.ts";
import { accuracyBySeries } from "./accuracy_by_series.ts";
import { answers } from "./answers.ts";
import { backtest } from "./backtest.ts";
import { calendar } from "./calendar.ts";
import { calendarEffects } from "./calendar_effects.ts";
import { changepoints } from "./changepoints.ts";
import { clusters } from "./clusters.ts";
import { clusterChoices } from "./cluster_choices.ts";
import { correlations } from "./correlations.ts";
import { coverage } from "./coverage.ts";
import { dictionary } from "./dictionary.ts";
import { defects } from "./defects.ts";
import { dependence } from "./dependence.ts";
import { effectPriors } from "./effect_priors.ts";
import { effects } from "./effects.ts";
import { features } from "./features.ts";
import { fitted } from "./fitted.ts";
import { globalForecasts } from "./global_forecasts.ts";
import { globalModels } from "./global_models.ts";
import { globalToday } from "./global_today.ts";
import { importance } from "./importance.ts";
import { forecasts } from "./forecasts.ts";
import { forecastsByMonth } from "./forecasts_by_month.ts";
import { modelCards } from "./model_cards.ts";
import { monthly } from "./monthly.ts";
import { monthlyPdf } from "./monthly_pdf.ts";
import { observations } from "./observations.ts";
import { predictions } from "./predictions.ts";
import { calibration } from "./calibration.ts";
import { catalogue } from "./catalogue.ts";
import { scores } from "./scores.ts";
import { choices } from "./choices.ts";
import { quality } from "./quality.ts";
import { quarantine } from "./quarantine.ts";
import { readings } from "./readings.ts";
import { packing } from "./packing.ts";
import { planCheck } from "./plan_check.ts";
import { recommendations } from "./recommendations.ts";
import { risk } from "./risk.ts";
import { riskCalibration } from "./risk_calibration.ts";
import { riskRollup } from "./risk_rollup.ts";
import { riskWeeks } from "./risk_weeks.ts";
import { seasonalRisk } from "./seasonal_risk.ts";
import { serverRisk } from "./server_risk.ts";
import { headroom } from "./headroom.ts";
import { riskDrivers } from "./risk_drivers.ts";
import { reliability } from "./reliability.ts";
import { replay } from "./replay.ts";
import { reserved } from "./reserved.ts";
import { scenarios } from "./scenarios.ts";
import { savings } from "./savings.ts";
import { selection } from "./selection.ts";
import { servers } from "./servers.ts";
import { settings } from "./settings.ts";
import type { FileSchema } from "./file.ts";
import { csvFile, TAKEN_AWAY, workbookFile } from "./files.ts";
import type { DocumentSchema, SnapshotSchema } from "./snapshot.ts";
import { state } from "./state.ts";
import { summary } from "./summary.ts";
import { stationarity } from "./stationarity.ts";
import { telemetry } from "./telemetry.ts";
import { resources } from "./resources.ts";
import { totals } from "./totals.ts";
import { totalsAccuracy } from "./totals_accuracy.ts";
import { totalsBacktest } from "./totals_backtest.ts";
import { totalsCalibration } from "./totals_calibration.ts";
import { trajectories } from "./trajectories.ts";
import { truth } from "./truth.ts";
import { weeklyLoad } from "./weekly_load.ts";
import { whatif } from "./whatif.ts";

export const SNAPSHOTS: readonly SnapshotSchema[] = [
  servers,
  calendar,
  readings,
  truth,
  defects,
  telemetry,
  quarantine,
  quality,
  observations,
  coverage,
  anomalyScores,
  anomalies,
  changepoints,
  weeklyLoad,
  calendarEffects,
  correlations,
  stationarity,
  features,
  effects,
  effectPriors,
  globalModels,
  importance,
  globalForecasts,
  globalToday,
  predictions,
  calibration,
  scores,
  choices,
  backtest,
  accuracy,
  accuracyBySeries,
  reliability,
  selection,
  dependence,
  fitted,
  trajectories,
  forecasts,
  scenarios,
  reserved,
  forecastsByMonth,
  resources,
  totalsBacktest,
  totalsCalibration,
  totalsAccuracy,
  totals,
  risk,
  riskCalibration,
  serverRisk,
  replay,
  riskRollup,
  riskWeeks,
  seasonalRisk,
  headroom,
  riskDrivers,
  whatif,
  clusters,
  clusterChoices,
  catalogue,
  recommendations,
  savings,
  packing,
  planCheck,
];

/** Every JSON document a phase makes. */
export const DOCUMENTS: readonly DocumentSchema[] = [
  summary,
  settings,
  dictionary,
  modelCards,
  answers,
  monthly,
  state,
];

/** Every file a phase makes for readers to take away. */
export const FILES: readonly FileSchema[] = [workbookFile, monthlyPdf, ...TAKEN_AWAY.map(csvFile)];
