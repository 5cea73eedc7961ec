/** What the page takes from this folder: bundled into src/components/whatif.js when the site is made. */
import "./jitless.ts";

export { fromAddress, readStep, toAddress } from "./address.ts";
export { applied } from "./apply.ts";
export { compare, hasMoved } from "./compare.ts";
export { describe } from "./describe.ts";
export { scenarioFile } from "./file.ts";
export { fleetOf } from "./loads.ts";
export { outcome } from "./outcome.ts";
export { loadsOf } from "./rises.ts";
export { exchanged, totalsOf } from "./totals.ts";
export { touchedServices } from "./touched.ts";
