/** A small fleet of simulated series, as global models are given it. */
import { quarterEnd, weekday } from "../../../lib/calendar/days.ts";
import { globalSeries, type ServerFacts, wordsOf } from "../../../lib/models/global/panel.ts";
import type { GlobalSettings } from "../../../lib/models/global/train.ts";
import type { FleetSeries, Panel } from "../../../lib/models/read.ts";
import { regressorsByRegion } from "../../../lib/models/regression/regressors.ts";
import { RATE, type Series } from "../../../lib/models/series.ts";
import { configured } from "../../configured.ts";
import { isHoliday, simulate } from "../simulate.ts";

export const FROM = "2022-01-01";
export const DAYS = 900;
export const HORIZON = 30;
export const SERVERS = 8;

/** Small enough to train in a moment. */
export const SETTINGS: GlobalSettings = {
  ...configured("models").global,
  origins: 20,
  days_per_origin: 6,
  min_rows: 50,
  boosting: { ...configured("models").global.boosting, trees: 30, min_leaf_rows: 10 },
  forest: { ...configured("models").global.forest, trees: 4, min_leaf_rows: 10 },
};

const { start } = simulate("fleet-0", FROM, DAYS, HORIZON).series;

const calendar = Array.from({ length: DAYS + HORIZON }, (_, t) => start + t);
const REGRESSORS = regressorsByRegion({
  region: calendar.map(() => "home"),
  date: Int32Array.from(calendar),
  is_holiday: Uint8Array.from(calendar, (day) => Number(isHoliday(day) && weekday(day) < 6)),
  is_month_end: new Uint8Array(calendar.length),
  is_quarter_end: Uint8Array.from(calendar, (day) => Number(quarterEnd(day) - day < 7)),
  days_to_quarter_end: Int32Array.from(calendar, (day) => quarterEnd(day) - day),
});

const facts = (server: number): ServerFacts => ({
  server_id: `SRV-${server}`,
  archetype: server < 4 ? "web" : "batch",
  criticality: "High",
  region: "home",
  business_unit: "Retail",
  vcpu: 4,
  in_service_from: FROM,
});

/** The fleet; `change` may give a server another series. */
export function fleet(change: (series: Series, server: number) => Series = (series) => series) {
  const servers = Array.from({ length: SERVERS }, (_, server) => facts(server));
  const series = servers.map(({ server_id }, server): FleetSeries => {
    const simulated = simulate(`fleet-${server}`, FROM, DAYS, HORIZON).series;
    const changed = change({ ...simulated, bounds: RATE }, server);
    return {
      server_id,
      metric: "net_in_p95",
      region: "home",
      series: changed,
      observed: changed.values,
      expected: undefined,
    };
  });
  const panel: Panel = { series, regressors: REGRESSORS, lastDay: start + DAYS - 1 };
  const words = wordsOf(servers);
  return { all: globalSeries(panel, servers, words), words, lastDay: panel.lastDay };
}
