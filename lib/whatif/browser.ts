/** What the page takes from this folder: bundled into src/components/whatif.js when the site is made. */
import "./jitless.ts";

export { fromAddress, readStep, toAddress } from "./address.ts";
export { applied } from "./apply.ts";
export { compare, hasMoved } from "./compare.ts";
export { describe } from "./describe.ts";
export { scenarioFile } from "./file.ts";
export { fleetOf, LOAD_COLUMNS } from "./loads.ts";
export { outcome } from "./outcome.ts";
