import assert from "node:assert/strict";
import { timestampValue } from "../../../lib/ingest/readers/timestamp_value.ts";
import { sampleText } from "./reading.ts";

const head = (name: string) => ({ name, text: sampleText(`nab/${name}`) });

Deno.test("timestampValue: the name of the file says machine and metric, the rows the interval", () => {
  const { server, interval_seconds, wide, time } = timestampValue.mapping(
    head("ec2_cpu_utilization_24ae8d.csv"),
  );
  assert.deepEqual(server, { name: "ec2_24ae8d" });
  assert.equal(interval_seconds, 300);
  assert.deepEqual(wide, [{ column: "value", metric: "cpu", unit: "percent" }]);
  assert.equal(time.timezone, undefined);
});

Deno.test("timestampValue: what the name does not say is asked for", () => {
  assert.throws(
    () => timestampValue.mapping(head("ec2_network_in_5abac7.csv")),
    /Cannot tell what ec2_network_in.*--map/,
  );
});

Deno.test("timestampValue: knows its own by the header", () => {
  assert.equal(timestampValue.recognise({ name: "x", text: "timestamp,value\n" }), 0.95);
  assert.equal(timestampValue.recognise({ name: "x", text: "timestamp,value,unit\n" }), 0);
});
