/** The errors of a scanner. */
export interface ScannerErrors {
  /** The stream ended too early. */
  readonly ended: () => Error;
  /** A piece is longer than allowed. */
  readonly tooLong: () => Error;
}

/** Splits a stream at delimiters, which may span chunks. */
export class Scanner {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #errors: ScannerErrors;
  #held: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Buffer>, errors: ScannerErrors) {
    this.#chunks = body[Symbol.asyncIterator]();
    this.#errors = errors;
  }

  /** The bytes before the next `delimiter`, which is consumed. */
  async *until(delimiter: string): AsyncGenerator<Buffer> {
    for (;;) {
      const index = this.#held.indexOf(delimiter);
      if (index >= 0) {
        const before = this.#cut(index);
        this.#cut(delimiter.length);
        if (before.length > 0) yield before;
        return;
      }
      // The end of the held bytes may be the beginning of the delimiter.
      const before = this.#cut(Math.max(0, this.#held.length - delimiter.length + 1));
      if (before.length > 0) yield before;
      await this.#more();
    }
  }

  /** Reads to the end and drops it. */
  async skip(): Promise<void> {
    while (!(await this.#chunks.next()).done) {}
  }

  async readUntil(delimiter: string, maxBytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    let bytes = 0;
    for await (const piece of this.until(delimiter)) {
      bytes += piece.length;
      if (bytes > maxBytes) throw this.#errors.tooLong();
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  #cut(bytes: number): Buffer {
    const piece = this.#held.subarray(0, bytes);
    this.#held = this.#held.subarray(bytes);
    return piece;
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done) throw this.#errors.ended();
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
  }
}
