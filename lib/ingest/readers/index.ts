/** Every format there is. Recognition asks them all, so their order does not matter; keep it alphabetical. */
import type { Reader } from "../reader.ts";
import { azureMetrics } from "./azure_metrics.ts";
import { azureRecords } from "./azure_records.ts";
import { bitbrains } from "./bitbrains.ts";
import { cloudwatchData } from "./cloudwatch_data.ts";
import { cloudwatchStatistics } from "./cloudwatch_statistics.ts";
import { cloudwatchStream } from "./cloudwatch_stream.ts";
import { datadog } from "./datadog.ts";
import { prometheusJson } from "./prometheus_json.ts";
import { prometheusText } from "./prometheus_text.ts";
import { sadfJson } from "./sadf_json.ts";
import { sadfText } from "./sadf_text.ts";
import { timestampValue } from "./timestamp_value.ts";
import { vrops } from "./vrops.ts";
import { zabbix } from "./zabbix.ts";

export const READERS: readonly Reader[] = [
  azureMetrics,
  azureRecords,
  bitbrains,
  cloudwatchData,
  cloudwatchStatistics,
  cloudwatchStream,
  datadog,
  prometheusJson,
  prometheusText,
  sadfJson,
  sadfText,
  timestampValue,
  vrops,
  zabbix,
];
