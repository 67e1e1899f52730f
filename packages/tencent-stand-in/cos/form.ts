import { CosError } from './cos-error.ts';
import { Scanner } from './scanner.ts';

/** A multipart form up to its file, which hasn't been read yet. */
export interface UploadForm {
  /** Names in lower case: COS ignores their case. */
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  /** The file's bytes. Throws CosError MalformedPOSTRequest when the form ends before its closing boundary. */
  readonly file: AsyncIterable<Buffer>;
}

/** COS API documentation, "POST Object" (product/436/14690): the fields are at most 20 KB. */
const FIELDS_MAX_BYTES = 20_480;

/**
 * Reads the fields of a multipart form (RFC 7578) and returns its file as a stream. The field `file` must come last:
 * COS ignores the fields after it.
 *
 * @throws CosError MalformedPOSTRequest, MaxPostPreDataLengthExceeded.
 */
export async function readUploadForm(contentType: string, body: AsyncIterable<Buffer>): Promise<UploadForm> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (!boundary) throw malformed('The Content-Type has no boundary.');
  const delimiter = `--${boundary[1] ?? boundary[2]}`;
  const scanner = new Scanner(body, {
    ended: () => malformed('The form ends before its closing boundary.'),
    tooLong: () => new CosError(400, 'MaxPostPreDataLengthExceeded', 'The fields before the file are too large.'),
  });
  const fields: Record<string, string> = {};
  let budget = FIELDS_MAX_BYTES;
  const text = async (end: string) => {
    const bytes = await scanner.readUntil(end, budget);
    budget -= bytes.length;
    return bytes.toString('utf8');
  };

  if ((await text(delimiter)) !== '') throw malformed('The form does not begin with its boundary.');
  for (;;) {
    if ((await text('\r\n')) !== '') throw malformed('The form has no file.');
    const disposition = await text('\r\n\r\n');
    const name = parameterOf(disposition, 'name');
    if (name === undefined) throw malformed('A part of the form has no name.');
    if (name.toLowerCase() === 'file') {
      const fileName = parameterOf(disposition, 'filename') ?? '';
      return { fields, fileName, file: fileOf(scanner, `\r\n${delimiter}`) };
    }
    fields[name.toLowerCase()] = await text(`\r\n${delimiter}`);
  }
}

/** Reads to the end of the form: any rest would precede the connection's next request. */
async function* fileOf(scanner: Scanner, end: string): AsyncGenerator<Buffer> {
  yield* scanner.until(end);
  await scanner.skip();
}

const parameterOf = (headers: string, name: string): string | undefined =>
  new RegExp(`^content-disposition:[^\\r\\n]*;\\s*${name}="([^"]*)"`, 'im').exec(headers)?.[1];

const malformed = (message: string) => new CosError(400, 'MalformedPOSTRequest', message);
