/** What the calendar must cover, read from the warehouse. */
import type { Warehouse } from "../warehouse/warehouse.ts";
import { dayNumber, isoDate } from "./days.ts";

export interface Extent {
  regions: string[];
  /** First and last day, YYYY-MM-DD. */
  first: string;
  last: string;
}

/**
 * Regions of the fleet, and days from its first to so many after its last reading.
 * @throws RangeError when there are no readings
 */
export async function readExtent(warehouse: Warehouse, daysAhead: number): Promise<Extent> {
  const regions = await warehouse.query<{ region: string }>(
    "SELECT DISTINCT region FROM servers ORDER BY region",
  );
  const [days] = await warehouse.query<{ first: string | null; last: string | null }>(
    `SELECT least(min(readings.date), (SELECT min(in_service_from) FROM servers)) AS first, max(readings.date) AS last
    FROM readings`,
  );
  if (days === undefined || days.first === null || days.last === null) {
    throw new RangeError("Cannot lay out a calendar as there must be at least one reading: none");
  }
  return {
    regions: regions.map(({ region }) => region),
    first: days.first,
    last: isoDate(dayNumber(days.last) + daysAhead),
  };
}
