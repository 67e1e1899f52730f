import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { CosError, malformedXml } from './cos-error.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import type { ObjectFiles, StoredObject } from './object-files.ts';
import { toXml, type XmlElements } from './xml.ts';

/** One bucket with its contents. */
export interface CosBucket {
  /** Full name, `<name>-<appid>`. */
  readonly name: string;
  readonly objects: ObjectFiles;
}

/** How an object was created, as the event's name has it. */
export type Creation = 'Put' | 'Post' | 'Copy';

/** The response to a request, and the object that it created. */
export interface CosReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly created?: { readonly bucket: CosBucket; readonly object: StoredObject; readonly by: Creation };
}

/** Handles one operation on a bucket. @throws CosError */
export type Operation = (request: CosRequest, bucket: CosBucket) => Promise<CosReply>;

export const xmlReply = (root: string, content: XmlElements): CosReply => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: toXml(root, content),
});

/** A list of 1000 keys of maximum length. */
const DOCUMENT_MAX_BYTES = 2_000_000;

/**
 * Reads a request's whole XML document.
 *
 * @throws CosError MalformedXML without its root element or when it's too long, BadDigest.
 */
export async function readDocument(request: CosRequest, root: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.length;
    if (bytes > DOCUMENT_MAX_BYTES) throw malformedXml();
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const contentMd5 = headerOf(request, 'content-md5');
  if (contentMd5 && createHash('md5').update(body).digest('base64') !== contentMd5) {
    throw new CosError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  const document = body.toString('utf8');
  if (!new RegExp(`^\\s*(<\\?xml[^>]*>\\s*)?<${root}[\\s>][^]*</${root}>\\s*$`).test(document)) throw malformedXml();
  return document;
}
