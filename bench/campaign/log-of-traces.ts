const KEPT_TRACES = 2_000;

/** The newest lines of the functions' log, by their trace, and what the gateway and the platform said of it. */
export class LogOfTraces {
  readonly #lines = new Map<string, string[]>();

  /** @param requestId of the event in which a function wrote it; lines of an error's stack name none themselves. */
  add(line: string, requestId?: string): void {
    const traceId = traceIn(line) ?? requestId?.replaceAll('-', '');
    if (traceId === undefined) return;
    const lines = this.#lines.get(traceId) ?? [];
    lines.push(line);
    this.#lines.set(traceId, lines);
    const [oldest] = this.#lines.keys();
    if (this.#lines.size > KEPT_TRACES && oldest !== undefined) this.#lines.delete(oldest);
  }

  of = (traceId: string): readonly string[] => this.#lines.get(traceId) ?? [];
}

/** A function's line has the trace id, that of the gateway the request id: the same digits with dashes. */
function traceIn(line: string): string | undefined {
  const [, traceId] = /"traceId":"([0-9a-f]{32})"/.exec(line) ?? [];
  const [requestId] = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(line) ?? [];
  return traceId ?? requestId?.replaceAll('-', '');
}
