/** Time zones by their IANA names. */
import { Refusal } from "./refusal.ts";

/** @throws Refusal when no such zone is known, with the form it should have */
export function refuseUnknownZone(zone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(`Cannot use --timezone as it must be a name such as Europe/Zurich or UTC: ${zone}`);
  }
}

const DATE = /\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}/;
const ZONE = /:\d{2}(?:[.,]\d+)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/i;

/** Whether a written time says no zone. Epochs say one: they count from 1970 UTC. */
export const isZoneless = (text: string): boolean => DATE.test(text) && !ZONE.test(text.trim());
