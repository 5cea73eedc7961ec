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
  port: number;
  /** Resolves when the server has ended. */
  finished: Promise<void>;
  stop(): Promise<void>;
}

/** Ports tried before giving up. */
const MOST_PORTS = 100;

/**
 * Serves a folder on 127.0.0.1.
 * @throws RangeError when none of a hundred ports from `port` on is free
 */
export function serve({ root, port }: ServeOptions): Server {
  return onFreePort(port, (candidate) => {
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: candidate, onListen: () => {} },
      (request) => respond(root, request),
    );
    return {
      url: `http://127.0.0.1:${candidate}/`,
      port: candidate,
      finished: server.finished,
      stop: () => server.shutdown(),
    };
  });
}

/**
 * The first port that is free, for a process that cannot look for one.
 * @throws RangeError when none of a hundred ports from `port` on is
 */
export function freePort(port: number): number {
  return onFreePort(port, (candidate) => {
    Deno.listen({ hostname: "127.0.0.1", port: candidate }).close();
    return candidate;
  });
}

function onFreePort<T>(port: number, open: (candidate: number) => T): T {
  for (let candidate = port; candidate < Math.min(port + MOST_PORTS, 65_536); candidate++) {
    try {
      return open(candidate);
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  throw new RangeError(
    `Cannot serve the site as a port must be free: none of ${MOST_PORTS} from ${port} on is`,
  );
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
