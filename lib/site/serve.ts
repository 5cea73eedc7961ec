/** A static file server for the built site, on this machine only. */
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".parquet": "application/vnd.apache.parquet",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export interface ServeOptions {
  /** Folder to serve. */
  root: string;
  /** First port tried; the next free one is taken. */
  port: number;
}

export interface Server {
  /** Address of the site, with a trailing slash. */
  url: string;
  /** Resolves when the server has ended. */
  finished: Promise<void>;
  stop(): Promise<void>;
}

/**
 * Serves a folder on 127.0.0.1.
 * @throws RangeError when none of a hundred ports from `port` on is free
 */
export function serve({ root, port }: ServeOptions): Server {
  for (let candidate = port; candidate < Math.min(port + 100, 65_536); candidate++) {
    const server = tryPort(root, candidate);
    if (server !== undefined) return server;
  }
  throw new RangeError(`Cannot serve ${root} as a port must be free: none from ${port} on is`);
}

function tryPort(root: string, port: number): Server | undefined {
  try {
    const server = Deno.serve(
      { hostname: "127.0.0.1", port, onListen: () => {} },
      (request) => respond(root, request),
    );
    return { url: `http://127.0.0.1:${port}/`, finished: server.finished, stop: () => server.shutdown() };
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return undefined;
    throw error;
  }
}

/** Answers a request with a file below `root`, or with 404. */
export async function respond(root: string, request: Request): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return new Response(null, { status: 405 });
  const path = filePath(new URL(request.url).pathname);
  if (path === undefined) return new Response("Bad request", { status: 400 });
  try {
    const file = await Deno.open(join(root, path), { read: true });
    const { size, isFile } = await file.stat();
    const headers = headersFor(path, size);
    if (request.method === "GET" && isFile) return new Response(file.readable, { headers });
    file.close();
    return isFile ? new Response(null, { headers }) : notFound();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) {
      return notFound();
    }
    throw error;
  }
}

/** Path below the root; a folder stands for its index.html. URL parsing has resolved ".." already. */
function filePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    if (path.split(/[/\\]/).includes("..") || path.includes("\0")) return undefined;
    return path.endsWith("/") ? `${path}index.html` : path;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function headersFor(path: string, size: number): HeadersInit {
  return {
    "content-type": TYPES[extname(path)] ?? "application/octet-stream",
    "content-length": String(size),
    // File names under /_ carry the hash of their content; the pages that name them do not.
    "cache-control": path.startsWith("/_") ? "max-age=31536000, immutable" : "no-cache",
    "x-content-type-options": "nosniff",
  };
}

function notFound(): Response {
  return new Response("Not found", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
}
