/** Parts of a fleet that a step may name. */
import type { Scope } from "../config/steps.ts";

const PLACES = ["business_unit", "region", "environment", "service"] as const;
type Placed = { server_id: string } & Readonly<Record<(typeof PLACES)[number], string>>;

/** Whether a server lies within a scope: a part that is not named holds all. */
export const within = (server: Placed, scope: Scope): boolean =>
  PLACES.every((place) => scope[place] === undefined || scope[place] === server[place]) &&
  (scope.server === undefined || scope.server === server.server_id);
