/** CodeMirror, the editor of the workbench. Framework resolves "npm:" to the version in package-lock.json. */
export {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "npm:@codemirror/autocomplete";
export type { Completion, CompletionContext, CompletionResult } from "npm:@codemirror/autocomplete";
export { defaultKeymap, history, historyKeymap } from "npm:@codemirror/commands";
export { PostgreSQL, sql, SQLDialect } from "npm:@codemirror/lang-sql";
export { bracketMatching, HighlightStyle, syntaxHighlighting } from "npm:@codemirror/language";
export { Prec, StateEffect, StateField } from "npm:@codemirror/state";
export {
  Decoration,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "npm:@codemirror/view";
export type { Command, DecorationSet } from "npm:@codemirror/view";
export { tags } from "npm:@lezer/highlight";
