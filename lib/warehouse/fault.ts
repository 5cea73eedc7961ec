/** DuckDB's own account of a file it cannot read, in one sentence with file, line, rule and value. */

const LINE = /CSV Error on Line: (\d+)/;
const ORIGINAL = /Original Line: (.*)/;
const CONVERSION = /Error when converting column "([^"]+)"\. Could not convert string "([^"]*)" to '([^']+)'/;
const SNIFFING = /Error when sniffing file "([^"]+)"/;
const FILE = /^\s*file = (.*)$/m;
/** Where advice and the reader's settings begin: about DuckDB, not about the file. */
const ADVICE = /\n\s*(?:Possible solutions|Possible fixes|\* |Column \w+ is being converted)[\s\S]*$/;

/** The message of a DuckDB error in few words; other messages come back as they are. */
export function readableFault(message: string): string {
  const line = LINE.exec(message)?.[1];
  const unread = SNIFFING.exec(message)?.[1];
  if (unread !== undefined) {
    return `Cannot read ${unread} as it must be a table of comma-separated values with the expected columns`;
  }
  if (line === undefined) return message;
  const file = FILE.exec(message)?.[1] ?? "the file";
  const place = `${file} at line ${line}`;
  const conversion = CONVERSION.exec(message);
  const original = ORIGINAL.exec(message)?.[1] ?? "";
  if (conversion !== null) {
    const [, column, value, type] = conversion;
    return `Cannot read ${place} as ${column} must be a ${type}: "${value}" in "${original}"`;
  }
  const rule = message.replace(ADVICE, "").split("\n").slice(2).join(" ").trim();
  return `Cannot read ${place}: ${rule} "${original}"`;
}
