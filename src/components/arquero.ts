/** Arquero, for reshaping small results. Framework resolves "npm:" to the version in package-lock.json. */
export * from "npm:arquero";
