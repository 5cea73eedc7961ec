/**
 * Azure's diagnostic settings, metrics as they arrive in a storage account (a record per line) or an event hub (a
 * document {"records": […]}). What becomes what: `azure.ts`.
 */
import type { Head, Source, StreamReader } from "../reader.ts";
import type { Batch } from "../sample.ts";
import { Azure } from "./azure.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, beginsJson, hasKeys, isObject, textOf } from "./shape.ts";
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
    yield* await isDocument(source) ? readDocument(azure, source) : readLines(azure, source);
    yield* ledger.rest();
  },
};

/** Whether records stand in a list, which may be a single line of any length. */
async function isDocument(source: Source): Promise<boolean> {
  let begin = "";
  for await (const text of source.text()) {
    begin += text;
    if (begin.trimStart().length >= 20) break;
  }
  return /^\s*(\[|\{\s*"records")/.test(begin);
}

async function* readLines(azure: Azure, source: Source): AsyncGenerator<Batch> {
  const { ledger } = azure;
  for await (const { number, text, value } of source.jsonLines()) {
    if (isObject(value)) put(azure, value);
    else {
      ledger.met();
      ledger.reject(number, text, "structure", "a line must be a JSON object");
    }
    yield* ledger.full();
  }
}

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
