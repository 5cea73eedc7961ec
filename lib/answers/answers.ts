/** What each page says first. */
import type { Answer, Answers } from "../pipeline/schemas/answers.ts";
import { dateline } from "./dateline.ts";
import type { Facts } from "./facts.ts";
import { authors } from "./pages/authors.ts";
import { clusters } from "./pages/clusters.ts";
import { dictionary } from "./pages/dictionary.ts";
import { downloads } from "./pages/downloads.ts";
import { fleet } from "./pages/fleet.ts";
import { forecasts } from "./pages/forecasts.ts";
import { howItWorks } from "./pages/how_it_works.ts";
import { index } from "./pages/index.ts";
import { models } from "./pages/models.ts";
import { monthly } from "./pages/monthly.ts";
import { provenance } from "./pages/provenance.ts";
import { quality } from "./pages/quality.ts";
import { recommendations } from "./pages/recommendations.ts";
import { risk } from "./pages/risk.ts";
import { server } from "./pages/server.ts";
import { workbench } from "./pages/sql.ts";
import { whatIf } from "./pages/what_if.ts";

/** Answers by the file name of their page. */
const PAGES: Readonly<Record<string, (facts: Facts) => Answer>> = {
  index,
  risk,
  forecasts,
  server,
  recommendations,
  monthly,
  "what-if": whatIf,
  fleet,
  quality,
  models,
  clusters,
  sql: workbench,
  dictionary,
  downloads,
  provenance,
  "how-it-works": howItWorks,
  authors,
};

/** The answers of all pages. */
export function answersOf(facts: Facts): Answers {
  const pages = Object.entries(PAGES).map(([page, answer]) => [page, answer(facts)]);
  return {
    as_of: facts.summary.telemetry.as_of,
    dateline: dateline(facts),
    pages: Object.fromEntries(pages),
  };
}
