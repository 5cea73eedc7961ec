/**
 * Azure's diagnostic settings, metrics as they arrive in a storage account (a record per line) or an event hub (a
 * document {"records": […]}). What becomes what: `azure.ts`.
 */
import type { Head, Source, StreamReader } from "../reader.ts";
import type { Batch } from "../sample.ts";
import { Azure } from "./azure.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, beginsJson, hasKeys, isObject, type JsonObject, listOf, textOf } from "./shape.ts";
import { durationSeconds } from "./written.ts";

export const azureRecords: StreamReader = {
  kind: "stream",
  format: "azure-records",
  title: "Azure Monitor, metrics of diagnostic settings",
  recognise: ({ text }: Head) =>
    beginsJson(text) && hasKeys(text, "resourceId", "metricName", "timeGrain", "time") ? 1 : 0,
  async *read(source, told) {
    const ledger = new Ledger();
    const azure = new Azure(ledger, told);
    yield* await isByLine(source) ? readLines(azure, source) : readDocument(azure, source);
    yield* ledger.rest();
  },
};

async function isByLine(source: Source): Promise<boolean> {
  for await (const { value } of source.jsonLines()) return value !== undefined;
  return true;
}

async function* readLines(azure: Azure, source: Source): AsyncGenerator<Batch> {
  const { ledger } = azure;
  for await (const { number, text, value } of source.jsonLines()) {
    if (isObject(value)) { for (const record of recordsOf(value)) put(azure, record); }
    else {
      ledger.met();
      ledger.reject(number, text, "structure", "a line must be a JSON object");
    }
    yield* ledger.full();
  }
}

const recordsOf = (value: JsonObject): readonly unknown[] =>
  Array.isArray(value.records) ? listOf(value.records) : [value];

async function* readDocument(azure: Azure, source: Source): AsyncGenerator<Batch> {
  const { ledger } = azure;
  try {
    for await (const { path, value } of jsonPieces(source.text(), [["records", "[]"], ["[]"]])) {
      if (path !== "" || (isObject(value) && "metricName" in value)) put(azure, value);
      yield* ledger.full();
    }
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    ledger.reject(ledger.met(), "", "structure", error.message);
  }
}

function put(azure: Azure, record: unknown): void {
  if (!isObject(record)) {
    return azure.ledger.reject(
      azure.ledger.met(),
      asWritten(record),
      "structure",
      "a record must be a JSON object",
    );
  }
  const seconds = durationSeconds(textOf(record.timeGrain) ?? "") ?? null;
  azure.put(
    { resource: textOf(record.resourceId), name: textOf(record.metricName), seconds },
    record.time,
    record,
  );
}
