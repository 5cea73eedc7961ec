/** Tells the live notebook's open pages what happens to an edit, as events (text/event-stream) on this machine only. */

export interface Notice {
  /** working: being made; failed: the page shows what was good before; shown: the page is up to date. */
  state: "working" | "failed" | "shown";
  text: string;
}

export class Notices {
  private readonly readers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  private last: Notice = { state: "shown", text: "" };
  private readonly server: Deno.HttpServer<Deno.NetAddr>;

  /**
   * @param origins  of the pages that may listen
   * @param title  that pages are to carry
   */
  constructor(private readonly origins: readonly string[], private title: string) {
    this.server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request) => this.answer(request),
    );
  }

  get address(): string {
    return `http://127.0.0.1:${this.server.addr.port}/`;
  }

  tell(notice: Notice): void {
    this.last = notice;
    for (const reader of this.readers) reader.enqueue(eventOf(notice));
  }

  /** Tells the title that pages are to carry from now on. */
  entitle(title: string): void {
    this.title = title;
    for (const reader of this.readers) reader.enqueue(titleOf(title));
  }

  private answer(request: Request): Response {
    const origin = request.headers.get("origin");
    if (origin === null || !this.origins.includes(origin)) return new Response(null, { status: 403 });
    let own: ReadableStreamDefaultController<Uint8Array>;
    const events = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = controller;
        this.readers.add(own);
        own.enqueue(titleOf(this.title));
        // Whoever opens a page after a failure must learn of it too.
        if (this.last.state !== "shown") own.enqueue(eventOf(this.last));
      },
      cancel: () => void this.readers.delete(own),
    });
    return new Response(events, {
      headers: {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "access-control-allow-origin": origin,
      },
    });
  }

  async close(): Promise<void> {
    for (const reader of this.readers) reader.close();
    this.readers.clear();
    await this.server.shutdown();
  }
}

/** As the page's head has it: one line, whatever is in it. */
const titleOf = (title: string): Uint8Array =>
  new TextEncoder().encode(`event: title\ndata: ${encodeURIComponent(title)}\n\n`);

const eventOf = (notice: Notice): Uint8Array =>
  new TextEncoder().encode(`data: ${JSON.stringify(notice)}\n\n`);
