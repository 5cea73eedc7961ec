/** Rows of the snapshots `readings`, `truth` and `defects` for some servers, as typed columns. */
import { METRICS } from "../pipeline/schemas/columns.ts";
import type { ColumnTable } from "../warehouse/warehouse.ts";
import type { GeneratorSettings, Place } from "./settings.ts";
import { type CleanSeries, cleanSeries, expectedSeries, MAXIMUM_NAMES } from "./clean.ts";
import { doubles, integers, repeated, singles } from "./columns.ts";
import { type Defect, defectsOf } from "./defects.ts";
import { delivered } from "./readings.ts";

const idOf = ({ server }: { server: Place }) => server.server_id;
const lengths = (parts: readonly ArrayLike<unknown>[]) => parts.map(({ length }) => length);

interface Spoilt {
  clean: CleanSeries;
  defects: readonly Defect[];
}

function spoiltSeries(servers: readonly Place[], settings: GeneratorSettings): Spoilt[] {
  const { fleet, telemetry } = settings;
  return cleanSeries(servers, settings)
    .map((clean) => ({ clean, defects: defectsOf(clean, fleet.seed, telemetry.synthetic) }));
}

/** Rows of `readings`, by server, date and delivery. */
export function readingsTable(servers: readonly Place[], settings: GeneratorSettings): ColumnTable {
  const series = spoiltSeries(servers, settings).map(({ clean, defects }) => ({
    ...delivered(clean, defects),
    clean,
  }));
  const rows = lengths(series.map(({ days }) => days));
  const { samples_per_day } = settings.telemetry.synthetic;
  return {
    server_id: repeated(series.map(({ clean }) => idOf(clean)), rows),
    date: integers(series.map(({ days, clean }) => days.map((day) => clean.first + day))),
    delivery: integers(series.map(({ delivery }) => delivery)),
    ...Object.fromEntries(
      [...METRICS, ...MAXIMUM_NAMES].map((name) => [name, doubles(series.map(({ values }) => values[name]))]),
    ),
    samples: integers(rows.map((length) => new Int32Array(length).fill(samples_per_day))),
  };
}

/**
 * Rows of `truth`, by server, metric and date.
 * @param daysAhead days after the end of history to go on for
 */
export function truthTable(
  servers: readonly Place[],
  settings: GeneratorSettings,
  daysAhead: number,
): ColumnTable {
  const parts = expectedSeries(servers, settings, daysAhead).flatMap((series) =>
    METRICS.map((metric) => ({ ...series, metric, expected: series.values[metric] }))
  );
  const rows = lengths(parts.map(({ expected }) => expected));
  return {
    server_id: repeated(parts.map(idOf), rows),
    metric: repeated(parts.map(({ metric }) => metric), rows),
    date: integers(
      parts.map(({ first, days }) => Int32Array.from({ length: days }, (_, day) => first + day)),
    ),
    expected: singles(parts.map(({ expected }) => expected)),
  };
}

/** Rows of `defects`, by server, date, kind and metric. */
export function defectsTable(servers: readonly Place[], settings: GeneratorSettings): ColumnTable {
  const parts = spoiltSeries(servers, settings);
  const all = parts.flatMap(({ clean, defects }) => defects.map((defect) => ({ ...defect, clean })));
  return {
    server_id: repeated(parts.map(({ clean }) => idOf(clean)), lengths(parts.map(({ defects }) => defects))),
    date: Int32Array.from(all, ({ clean, day }) => clean.first + day),
    kind: all.map(({ kind }) => kind),
    metric: all.map(({ metric }) => metric),
    value_before: Float64Array.from(all, ({ before }) => before),
    value_after: Float64Array.from(all, ({ after }) => after),
  };
}
