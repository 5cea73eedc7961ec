/** An editor for SQL: highlighting, completion of tables and columns, and a mark at the place of an error. */
import * as code from "./codemirror.js";
import type { SchemaTable } from "./workbench_schema.js";
import { mentioned } from "./database.js";
import type { Place } from "./sql_text.js";

export interface SqlEditor {
  element: HTMLElement;
  text(): string;
  /** Replaces the whole text. */
  write(text: string): void;
  /** Puts text in place of what is selected. */
  insert(text: string): void;
  /** Marks a place until the text changes, and puts the cursor there; undefined takes the mark away. */
  mark(place: Place | undefined): void;
}

export interface SqlEditorOptions {
  text: string;
  /** Name for screen readers. */
  label: string;
  /** Id of the element that says which keys do what. */
  describedBy: string;
  tables: readonly SchemaTable[];
  /** Called when the reader presses Ctrl or ⌘ + Enter. */
  run: () => void;
}

/** Tab is left alone except to take a suggestion, so that the keyboard gets out as it got in. */
export function sqlEditor({ text, label, describedBy, tables, run }: SqlEditorOptions): SqlEditor {
  const press = (of: code.EditorView) => {
    // Else Esc, which cancels, would close suggestions first.
    code.closeCompletion(of);
    run();
    return true;
  };
  const view = new code.EditorView({
    doc: text,
    extensions: [
      code.lineNumbers(),
      code.highlightSpecialChars(),
      code.history(),
      code.drawSelection(),
      code.bracketMatching(),
      code.closeBrackets(),
      code.autocompletion({ icons: false }),
      listed,
      code.syntaxHighlighting(INKS),
      code.sql({ dialect: DUCKDB, schema: completions(tables), upperCaseKeywords: true }),
      DUCKDB.language.data.of({ autocomplete: columnsInUse(tables) }),
      place,
      code.EditorView.lineWrapping,
      code.EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": describedBy }),
      code.Prec.highest(code.keymap.of(["Mod-Enter", "Ctrl-Enter"].map((key) => ({ key, run: press })))),
      code.keymap.of([
        { key: "Tab", run: code.acceptCompletion },
        ...code.closeBracketsKeymap,
        ...code.completionKeymap,
        ...code.historyKeymap,
        ...code.defaultKeymap,
      ]),
    ],
  });
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    write: (all) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: all },
        selection: { anchor: 0 },
      });
      view.focus();
    },
    insert: (part) => {
      view.dispatch(view.state.replaceSelection(part));
      view.focus();
    },
    mark: (at) => view.dispatch({ effects: mark.of(at), ...(at && { selection: { anchor: at.from } }) }),
  };
}

/** A list that scrolls can be reached by the keyboard, though the arrow keys of the editor move through this one, too. */
const listed = code.EditorView.updateListener.of(({ view }) =>
  view.requestMeasure({
    read: () => view.dom.querySelector<HTMLElement>(".cm-tooltip-autocomplete > ul"),
    write: (list) => list?.setAttribute("tabindex", "0"),
  })
);

const DUCKDB = code.SQLDialect.define({
  ...code.PostgreSQL.spec,
  keywords:
    `${code.PostgreSQL.spec.keywords} anti asof exclude pivot positional qualify replace semi summarize unpivot`,
  types: `${code.PostgreSQL.spec.types} double hugeint tinyint ubigint uinteger usmallint utinyint`,
});

const INKS = code.HighlightStyle.define([
  { tag: code.tags.keyword, color: "var(--theme-foreground-focus)", fontWeight: "620" },
  { tag: [code.tags.string, code.tags.special(code.tags.string)], color: "var(--ink-string)" },
  { tag: [code.tags.number, code.tags.bool, code.tags.null], color: "var(--ink-number)" },
  { tag: [code.tags.lineComment, code.tags.blockComment], color: "var(--theme-foreground-muted)" },
]);

/** Columns by table, as the language package takes them. */
function completions(tables: readonly SchemaTable[]): Record<string, code.Completion[]> {
  return Object.fromEntries(tables.map(({ name, columns }) => [name, columns.map(columnCompletion)]));
}

const columnCompletion = ({ name, type, description }: SchemaTable["columns"][number]): code.Completion => ({
  label: name,
  type: "property",
  detail: type.toLowerCase(),
  info: description,
});

/** The language package suggests columns only after the name of their table; this does for tables the text names. */
function columnsInUse(tables: readonly SchemaTable[]) {
  return (context: code.CompletionContext): code.CompletionResult | null => {
    const word = context.matchBefore(/\w+/);
    if (word === null || context.state.sliceDoc(word.from - 1, word.from) === ".") return null;
    const names = mentioned(context.state.doc.toString(), tables.map(({ name }) => name));
    const columns = tables.filter(({ name }) => names.includes(name)).flatMap((table) => table.columns);
    const options = new Map(columns.map((column) => [column.name, columnCompletion(column)]));
    return { from: word.from, options: [...options.values()], validFor: /^\w*$/ };
  };
}

const mark = code.StateEffect.define<Place | undefined>();

const place = code.StateField.define<code.DecorationSet>({
  create: () => code.Decoration.none,
  update(marks, transaction) {
    const set = transaction.effects.find((effect) => effect.is(mark));
    if (set !== undefined) return marked(set.value as Place | undefined);
    return transaction.docChanged ? code.Decoration.none : marks;
  },
  provide: (field) => code.EditorView.decorations.from(field),
});

function marked(at: Place | undefined): code.DecorationSet {
  if (at === undefined || at.from === at.to) return code.Decoration.none;
  return code.Decoration.set([
    code.Decoration.mark({ class: "sql-fault" }).range(at.from, at.to),
  ]);
}
