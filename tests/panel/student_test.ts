import assert from "node:assert/strict";
import { normalQuantile } from "../../lib/models/numeric/normal.ts";
import { studentQuantile } from "../../lib/panel/student.ts";

Deno.test("studentQuantile: the table of any textbook", () => {
  const table = [
    [0.9, 1, 3.0777],
    [0.9, 2, 1.8856],
    [0.9, 3, 1.6377],
    [0.9, 10, 1.3722],
    [0.975, 1, 12.7062],
    [0.975, 3, 3.1824],
    [0.975, 5, 2.5706],
    [0.975, 30, 2.0423],
  ] as const;
  for (const [share, degrees, known] of table) {
    const found = studentQuantile(share, degrees);
    assert.ok(Math.abs(found - known) < 1e-3 * known, `${share}, ${degrees}: ${found}`);
  }
});

Deno.test("studentQuantile: falls with the degrees of freedom, whole or not, to the normal quantile", () => {
  const degrees = [1, 1.2, 1.9, 2, 2.1, 3.5, 8, 40, 1e7];
  for (const share of [0.505, 0.55, 0.9, 0.975, 0.995]) {
    const found = degrees.map((of) => studentQuantile(share, of));
    found.slice(1).forEach((value, index) =>
      assert.ok(value < found[index]!, `${share}, ${degrees[index + 1]}: ${found}`)
    );
    assert.ok(Math.abs(found.at(-1)! - normalQuantile(share)) < 1e-5);
  }
});

Deno.test("studentQuantile: refuses what has none", () => {
  for (const [share, degrees] of [[0.5, 3], [1, 3], [0.9, 0.5]] as const) {
    assert.throws(() => studentQuantile(share, degrees), RangeError);
  }
});
