/** Leaves exports out of a WebAssembly module: each one costs its reader a name to fetch and an object to make. */

/** https://webassembly.github.io/spec/core/binary/modules.html#sections */
const HEADER_BYTES = 8;
const EXPORT_SECTION = 7;

/** Where a dynamically linked module asks for the addresses of functions and data, its own among them. */
const ADDRESSES = /^GOT\./;

/** A module with the exports that a script can name, and those it asks for itself. */
export async function withExportsFor(
  module: Uint8Array<ArrayBuffer>,
  script: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const named = new Set(script.match(/[\w$]+/g));
  for (const wanted of WebAssembly.Module.imports(await WebAssembly.compile(module))) {
    if (ADDRESSES.test(wanted.module)) named.add(wanted.name);
  }
  return withExports(module, (name) => named.has(name));
}

/**
 * The module with only those exports that are kept. All else, the code included, stays byte for byte.
 * @throws RangeError when it is no module or has not just one export section
 */
export function withExports(module: Uint8Array, keeps: (name: string) => boolean): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [module.subarray(0, HEADER_BYTES)];
  let sections = 0;
  for (let at = HEADER_BYTES; at < module.length;) {
    const size = unsigned(module, at + 1);
    const end = size.next + size.value;
    if (module[at] === EXPORT_SECTION) {
      const body = keptEntries(module.subarray(size.next, end), keeps);
      parts.push(Uint8Array.of(EXPORT_SECTION), leb128(body.length), body);
      sections += 1;
    } else parts.push(module.subarray(at, end));
    at = end;
  }
  if (sections !== 1) {
    throw new RangeError(
      `Cannot leave exports out as a module must have one section of them: it has ${sections}`,
    );
  }
  return joined(parts);
}

function keptEntries(section: Uint8Array, keeps: (name: string) => boolean): Uint8Array {
  const count = unsigned(section, 0);
  const kept: Uint8Array[] = [];
  let at = count.next;
  for (let entry = 0; entry < count.value; entry++) {
    const length = unsigned(section, at);
    const nameEnd = length.next + length.value;
    // After the name: one byte for the kind of what is exported, then its index.
    const end = unsigned(section, nameEnd + 1).next;
    const name = new TextDecoder().decode(section.subarray(length.next, nameEnd));
    if (keeps(name)) kept.push(section.subarray(at, end));
    at = end;
  }
  return joined([leb128(kept.length), ...kept]);
}

/** An unsigned number of seven bits a byte, low ones first, and where the next one begins. */
function unsigned(bytes: Uint8Array, from: number): { value: number; next: number } {
  let [value, place, at] = [0, 1, from];
  for (;; place *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) {
      throw new RangeError(`Cannot read a module as it must not end early: at byte ${from}`);
    }
    value += (byte & 127) * place;
    if (byte < 128) return { value, next: at };
  }
}

function leb128(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push(value % 128 + 128);
  return Uint8Array.of(...bytes, value);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
