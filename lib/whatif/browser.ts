/** What the page takes from this folder: bundled into src/components/whatif.js when the site is made. */
import "./jitless.ts";

export { fromAddress, readStep, toAddress } from "./address.ts";
export { describe } from "./describe.ts";
export { scenarioFile } from "./file.ts";
export { touchedServices } from "./touched.ts";
