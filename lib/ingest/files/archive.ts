/** Zip archives, entry by entry. The one place that opens them; names inside never become paths on disk. */
import { configure, type FileEntry, Reader, ZipReader } from "@zip.js/zip.js";
import { Refusal } from "../refusal.ts";
import { refuseBomb, type SizeLimits } from "./survey.ts";

configure({ useWebWorkers: false });

class FileReader extends Reader<string> {
  #file: Deno.FsFile | undefined;
  declare size: number;

  constructor(private readonly path: string) {
    super(path);
  }

  override async init(): Promise<void> {
    this.#file = await Deno.open(this.path);
    this.size = (await this.#file.stat()).size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    await this.#file!.seek(index, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < bytes.length) {
      const read = await this.#file!.read(bytes.subarray(filled));
      if (read === null) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  }

  close(): void {
    this.#file?.close();
  }
}

export interface Entry {
  /** As the archive has it; for showing only. */
  name: string;
  /** Writes the entry to a file. @throws Refusal when it is broken or larger than the limits allow */
  unpack(to: string): Promise<void>;
}

function unpacker(name: string, entry: FileEntry, limits: SizeLimits) {
  return async (to: string): Promise<void> => {
    const file = await Deno.open(to, { write: true, create: true, truncate: true });
    let unpacked = 0;
    const sink = new WritableStream<Uint8Array>({
      async write(part) {
        unpacked += part.length;
        refuseBomb(name, unpacked, entry.compressedSize, limits);
        for (let from = 0; from < part.length;) from += await file.write(part.subarray(from));
      },
    });
    try {
      await entry.getData(sink, { checkSignature: true, checkOverlappingEntry: true });
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(`Cannot read ${name} as its packing must be sound: ${(error as Error).message}`);
    } finally {
      file.close();
    }
  };
}

/**
 * The files of an archive in order of name, hidden ones and folders left out.
 * @throws Refusal when it is broken, encrypted, or has more entries than allowed
 */
export async function withEntries(
  path: string,
  name: string,
  limits: SizeLimits & { archive_entries: number },
  use: (entries: Entry[]) => Promise<void>,
): Promise<void> {
  const reader = new FileReader(path);
  const zip = new ZipReader(reader);
  try {
    const found: FileEntry[] = [];
    try {
      for await (const entry of zip.getEntriesGenerator()) {
        if (entry.directory || /(^|\/)(\.|__MACOSX\/)/.test(entry.filename.replaceAll(/\.\.\//g, ""))) {
          continue;
        }
        found.push(entry);
        if (found.length > limits.archive_entries) {
          throw new Refusal(
            `Cannot read ${name} as an archive must hold at most ${limits.archive_entries} files`,
          );
        }
      }
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal(`Cannot read ${name} as it must be a sound zip archive: ${(error as Error).message}`);
    }
    found.sort((a, b) => a.filename < b.filename ? -1 : 1);
    await use(found.map((entry) => {
      const shown = `${name}!${entry.filename}`;
      if (entry.encrypted) {
        return {
          name: shown,
          unpack: () => Promise.reject(new Refusal(`Cannot read ${shown} as it must not be encrypted`)),
        };
      }
      return { name: shown, unpack: unpacker(shown, entry, limits) };
    }));
  } finally {
    await zip.close();
    reader.close();
  }
}
