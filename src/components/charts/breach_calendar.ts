/** The calendar of breach dates: on which days series are as likely as not to have reached the threshold. */
import { chart } from "../chart.js";
import { day, exactPercent, metricName, plural, share } from "../format.js";
import * as Plot from "../plot.js";
import type { Row } from "../rows.js";
import type { DatedRow } from "./risk.js";

const DAY = 86_400_000;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface CalendarDay extends Row {
  date: Date;
  monday: Date;
  weekday: string;
  series: number;
}

interface Options {
  asOf: Date;
  horizonDays: number;
  threshold: number;
}

/** Place of a day in its week, 0 for Monday. */
const placeInWeek = (date: Date): number => (date.getUTCDay() + 6) % 7;

/** Every day of the horizon with the number of dates that fall on it. */
export function calendarDays(
  dates: readonly Date[],
  { asOf, horizonDays }: Pick<Options, "asOf" | "horizonDays">,
): CalendarDay[] {
  const counts = Map.groupBy(dates, (date) => date.getTime());
  return Array.from({ length: horizonDays }, (_, index) => {
    const date = new Date(asOf.getTime() + (index + 1) * DAY);
    return {
      date,
      monday: new Date(date.getTime() - placeInWeek(date) * DAY),
      weekday: WEEKDAYS[placeInWeek(date)]!,
      series: counts.get(date.getTime())?.length ?? 0,
    };
  });
}

/** P50 dates as a calendar of weeks; the table behind it has the range of each. */
export function breachCalendar(
  rows: readonly DatedRow[],
  { asOf, horizonDays, threshold }: Options,
): HTMLElement {
  const after = (days: number | null) => days === null ? null : new Date(asOf.getTime() + days * DAY);
  const dated = rows.filter((row) => (row.days_to_80_p50 ?? 0) > 0).map((row) => ({
    date: after(row.days_to_80_p50)!,
    server_id: row.server_id,
    metric: row.metric,
    early: after(row.days_to_80_p10),
    late: after(row.days_to_80_p90),
    probability: row.breach_80_horizon,
  })).sort((a, b) => a.date.getTime() - b.date.getTime());
  const days = calendarDays(dated.map(({ date }) => date), { asOf, horizonDays });
  const busy = days.filter(({ series }) => series > 0);
  const weeks = [...Map.groupBy(busy, ({ monday }) => monday.getTime())].map(([monday, of]) => ({
    monday,
    series: of.reduce((sum, { series }) => sum + series, 0),
  })).sort((a, b) => b.series - a.series || a.monday - b.monday);
  const [fullest] = weeks;
  const most = Math.max(1, ...busy.map(({ series }) => series));
  return chart({
    title: fullest === undefined
      ? `No series is as likely as not to reach ${exactPercent(threshold)} on a day ahead`
      : `The week of ${day(fullest.monday)} brings most: ${
        plural(fullest.series, "series", "series")
      } of ${dated.length} with a date ahead`,
    takeaway:
      "Each square is a day, each column a week. The number counts the series that by then have reached the threshold on half of their paths; a dot is a day without. Series over it already are left out. The table gives each series' day with the days that 1 and 9 paths in 10 have reached.",
    unit: "series by the P50 day of reaching the threshold",
    source: "risk",
    window: `${day(days[0]?.date)} to ${day(days.at(-1)?.date)}`,
    model: "selected per series",
    plot: (width) => ({
      height: 50 + 7 * Math.min(30, Math.max(16, width / 34)),
      marginLeft: 34,
      marginTop: 24,
      marginBottom: 4,
      padding: 0.06,
      x: {
        type: "band",
        axis: "top",
        label: null,
        tickSize: 0,
        tickFormat: (monday: Date) =>
          monday.getUTCDate() <= 7
            ? monday.toLocaleDateString("en-GB", { month: "short", timeZone: "UTC" })
            : "",
      },
      y: { type: "band", domain: WEEKDAYS, label: null, tickSize: 0 },
      marks: [
        Plot.cell(days, {
          x: "monday",
          y: "weekday",
          fill: "var(--level-high)",
          fillOpacity: (row: CalendarDay) => row.series === 0 ? 0.04 : 0.15 + 0.3 * row.series / most,
          rx: 2,
        }),
        Plot.text(days, {
          x: "monday",
          y: "weekday",
          text: (row: CalendarDay) => row.series === 0 ? "·" : String(row.series),
          fill: "var(--theme-foreground)",
          fontSize: width < 480 ? 10 : 12,
        }),
      ],
    }),
    table: {
      rows: dated,
      columns: [
        { name: "date", label: "P50" },
        "server_id",
        { name: "metric", format: (value) => metricName(String(value)) },
        { name: "early", label: "P10" },
        {
          name: "late",
          label: "P90",
          format: (value) => value === null ? "not within the horizon" : day(value as Date),
        },
        { name: "probability", format: (value) => share(value as number | null) },
      ],
    },
  });
}
