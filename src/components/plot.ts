/** Observable Plot. Framework resolves "npm:" to the version in package-lock.json. */
export * from "npm:@observablehq/plot";
