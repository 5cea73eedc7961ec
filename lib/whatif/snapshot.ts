/** The snapshot `whatif` of a fleet, from the same forecasts and paths that risk judges. */
import { type FleetSeries, type PathSource, prepare } from "../risk/fleet.ts";
import { BOUNDS } from "../risk/level.ts";
import { integers, repeated, singles } from "../telemetry/columns.ts";
import type { ColumnTable } from "../warehouse/warehouse.ts";
import { LOAD_COLUMNS } from "./loads.ts";
import { staircase } from "./staircase.ts";

/** Columns of every series that risk can judge, in the order given. */
export function staircaseColumns(fleet: readonly FleetSeries[], source: PathSource): ColumnTable {
  const parts = fleet.flatMap((series) => {
    const found = prepare(series, source);
    if (found === null) return [];
    const { current, forecast: { quantiles }, scores } = found;
    const bound = quantiles[BOUNDS[source.settings.posture]];
    return [{ series, columns: staircase({ current, quantiles, bound }, scores) }];
  });
  const lengths = parts.map(({ columns }) => columns[0]!.length);
  return {
    server_id: repeated(parts.map(({ series }) => series.server_id), lengths),
    metric: repeated(parts.map(({ series }) => series.metric), lengths),
    day: integers(lengths.map((length) => Int32Array.from({ length }, (_, day) => day))),
    ...Object.fromEntries(
      LOAD_COLUMNS.map((name, index) => [name, singles(parts.map(({ columns }) => columns[index]!))]),
    ),
  };
}
