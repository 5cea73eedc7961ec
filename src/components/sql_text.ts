/** SQL as text: its statements, and the place in it that a complaint of DuckDB is about. */

export interface Statement {
  text: string;
  /** Where it begins in the whole text. */
  from: number;
}

/** A piece of text, by its ends, and where a reader finds it. Lines and columns count from 1. */
export interface Place {
  from: number;
  to: number;
  line: number;
  column: number;
}

/** What is skipped whole: strings, quoted names, dollar-quoted strings, comments. An open one runs to the end. */
const OPAQUE =
  /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|(\$\w*\$)[\s\S]*?(?:\1|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/** The statements of a text, parted by semicolons; what holds only space and comments is none. */
export function statements(sql: string): Statement[] {
  const found: Statement[] = [];
  let [from, at, says] = [0, 0, false];
  const end = () => {
    if (says) found.push({ text: sql.slice(from, at), from });
    [from, says] = [at + 1, false];
  };
  while (at < sql.length) {
    OPAQUE.lastIndex = at;
    const opaque = OPAQUE.exec(sql)?.[0];
    if (opaque !== undefined) {
      says ||= !/^(--|\/\*)/.test(opaque);
      at += opaque.length;
      continue;
    }
    if (sql[at] === ";") end();
    else says ||= !/\s/.test(sql[at]!);
    at += 1;
  }
  end();
  return found;
}

/**
 * The place DuckDB's message points at with "LINE 2: …" and a caret below it, or the end when the text ends too
 * early; undefined when it points nowhere. Of a long line it shows a part, with "..." where it left text out.
 */
export function placeOf(message: string, sql: string): Place | undefined {
  if (/at end of input/.test(message)) return placeAt(sql, sql.trimEnd().length);
  const [, number, shown, indent] = /^LINE (\d+): (.*)\n( *)\^/m.exec(message) ?? [];
  if (number === undefined || shown === undefined || indent === undefined) return undefined;
  const lines = sql.split("\n");
  const line = lines[Number(number) - 1];
  if (line === undefined) return undefined;
  const cut = line.startsWith(shown) ? 0 : shown.startsWith("...") ? "...".length : 0;
  const part = line.startsWith(shown) ? shown : shown.slice(cut).replace(/\.\.\.$/, "");
  const start = line.indexOf(part);
  if (start < 0) return undefined;
  const before = lines.slice(0, Number(number) - 1).reduce((sum, text) => sum + text.length + 1, 0);
  return placeAt(sql, before + start + indent.length - `LINE ${number}: `.length - cut);
}

/** The word at an offset; at the end of the text, the last word before it. */
export function placeAt(sql: string, offset: number): Place {
  const at = Math.max(0, Math.min(offset, sql.length));
  const word = /^(\w+|'(?:[^']|'')*'?|[^\w\s])/.exec(sql.slice(at))?.[0] ?? "";
  const from = word === "" ? at - (/\S+\s*$/.exec(sql.slice(0, at))?.[0].length ?? 0) : at;
  const line = sql.slice(0, from).split("\n");
  return {
    from,
    to: word === "" ? at : at + word.length,
    line: line.length,
    column: line.at(-1)!.length + 1,
  };
}
