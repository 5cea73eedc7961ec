/** What the name of a file says. */

/** The name without folders and without its endings: `rnd/2013-7/12.csv.gz` is 12. */
export const stemOf = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? name).replace(/(\.(csv|tsv|txt|json|jsonl|ndjson|gz|zip))+$/i, "");
