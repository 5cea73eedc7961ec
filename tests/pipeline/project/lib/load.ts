import type { Curve } from "./curve.ts";

/** Load of a server on a day. */
export const load: Curve = (size, day) => size * 10 + day;
