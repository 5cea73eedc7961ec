/** Text of a file, unpacked and decoded, in parts. */
import type { Encoding, Survey } from "./survey.ts";
import { gunzipped } from "./survey.ts";

export async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await Deno.open(path);
  try {
    const buffer = new Uint8Array(262_144);
    for (let read = await file.read(buffer); read !== null; read = await file.read(buffer)) {
      yield buffer.slice(0, read);
    }
  } finally {
    file.close();
  }
}

/** What is no valid text becomes U+FFFD; readers pass it on and the rules reject it. */
export async function* decoded(parts: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const part of parts) {
    const text = decoder.decode(part, { stream: true });
    if (text !== "") yield text;
  }
  const rest = decoder.decode();
  if (rest !== "") yield rest;
}

export const textOf = (path: string, name: string, { packing, encoding }: Survey): AsyncIterable<string> =>
  decoded(packing === "gzip" ? gunzipped(name, bytesOf(path)) : bytesOf(path), encoding);

/** The beginning as text; a character cut at its end is left out. */
export const headText = ({ head, encoding }: Survey): string =>
  new TextDecoder(encoding).decode(head, { stream: true });
