import { globalForecasts } from "./global_forecasts.ts";
import { snapshot } from "./snapshot.ts";

export const globalToday = snapshot({
  name: "global_today",
  description: "What the models that learn from all series together say today of each series.",
  key: globalForecasts.key,
  columns: globalForecasts.columns,
});
