import { CosError, invalidArgument, malformedXml } from './cos-error.ts';
import { type CosBucket, type Operation, readDocument, xmlReply } from './cos-reply.ts';
import { type CosRequest, headerOf } from './cos-request.ts';
import { byBytes, limitOf, pageOf } from './listing.ts';
import { encryptionOf, objectHeaders } from './object-headers.ts';
import { bytesOf, etagOf, type Upload, type UploadedPart } from './upload-files.ts';
import { requireLength } from './write-object.ts';
import { xmlElements, xmlText } from './xml.ts';

/** COS API documentation, "Specifications and Limits" (product/436/14518). */
const PART_MAX_NUMBER = 10_000;
const PART_MIN_BYTES = 1_048_576;

/** POST `?uploads`. */
export const initiateUpload: Operation = async (request, bucket) => {
  const headers = objectHeaders(request.headers);
  const { uploadId } = await bucket.uploads.begin(request.key, headers);
  const reply = xmlReply('InitiateMultipartUploadResult', {
    Bucket: bucket.name,
    Key: request.key,
    UploadId: uploadId,
  });
  return { ...reply, headers: { ...reply.headers, ...encryptionOf(headers) } };
};

/** PUT `?partNumber&uploadId`. */
export const uploadPart: Operation = async (request, bucket) => {
  requireLength(request);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > PART_MAX_NUMBER) {
    throw invalidArgument('partNumber must be between 1 and 10000.');
  }
  const upload = await uploadOf(request, bucket);
  const etag = await bucket.uploads.putPart(upload, number, request.body, headerOf(request, 'content-md5'));
  return { status: 200, headers: { etag } };
};

/** GET `?uploadId`. */
export const listParts: Operation = async (request, bucket) => {
  const upload = await uploadOf(request, bucket);
  const marker = Number(request.query.get('part-number-marker') ?? 0);
  const limit = limitOf(request, 'max-parts');
  const parts = (await bucket.uploads.parts(upload)).filter(({ number }) => number > marker);
  const { items, truncated } = pageOf(parts, limit);
  return xmlReply('ListPartsResult', {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.uploadId,
    StorageClass: 'STANDARD',
    PartNumberMarker: marker,
    NextPartNumberMarker: truncated ? items.at(-1)?.number : undefined,
    MaxParts: limit,
    IsTruncated: truncated,
    Part: items.map(({ number, etag, bytes, modifiedAt }) => ({
      PartNumber: number,
      LastModified: modifiedAt,
      ETag: etag,
      Size: bytes,
    })),
  });
};

/** GET `?uploads`. */
export const listUploads: Operation = async ({ query }, bucket) => {
  const prefix = query.get('prefix') ?? '';
  const marker = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''] as const;
  const limit = limitOf({ query }, 'max-uploads');
  const order = (a: readonly [string, string], b: readonly [string, string]) =>
    byBytes(a[0], b[0]) || byBytes(a[1], b[1]);
  const place = (upload: Upload) => [upload.key, upload.uploadId] as const;
  const uploads = (await bucket.uploads.all())
    .filter((upload) => upload.key.startsWith(prefix) && order(place(upload), marker) > 0)
    .sort((a, b) => order(place(a), place(b)));
  const { items, truncated } = pageOf(uploads, limit);
  const last = truncated ? items.at(-1) : undefined;
  return xmlReply('ListMultipartUploadsResult', {
    Bucket: bucket.name,
    Prefix: prefix,
    KeyMarker: marker[0],
    UploadIdMarker: marker[1],
    NextKeyMarker: last?.key,
    NextUploadIdMarker: last?.uploadId,
    MaxUploads: limit,
    IsTruncated: truncated,
    Upload: items.map(({ key, uploadId, startedAt }) => ({
      Key: key,
      UploadId: uploadId,
      StorageClass: 'STANDARD',
      Initiated: startedAt,
    })),
  });
};

/** POST `?uploadId`. */
export const completeUpload: Operation = async (request, bucket) => {
  const upload = await uploadOf(request, bucket);
  const document = await readDocument(request, 'CompleteMultipartUpload');
  const parts = partsOf(document, await bucket.uploads.parts(upload));
  const received = await bucket.objects.receive(bytesOf(parts));
  const object = bucket.objects.put(upload.key, received, upload.headers, etagOf(parts));
  await bucket.uploads.remove(upload);
  const reply = xmlReply('CompleteMultipartUploadResult', {
    Location: `${request.headers.host}/${encodeURI(upload.key)}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: object.etag,
  });
  return {
    ...reply,
    headers: { ...reply.headers, ...encryptionOf(upload.headers) },
    created: { bucket, object, by: 'CompleteMultipartUpload' },
  };
};

/** DELETE `?uploadId`. */
export const abortUpload: Operation = async (request, bucket) => {
  await bucket.uploads.remove(await uploadOf(request, bucket));
  return { status: 204 };
};

const uploadOf = (request: CosRequest, bucket: CosBucket): Promise<Upload> =>
  bucket.uploads.find(request.query.get('uploadId') ?? '', request.key);

/** The named parts, in order. @throws CosError MalformedXML, InvalidPartOrder, InvalidPart, EntityTooSmall. */
function partsOf(document: string, uploaded: readonly UploadedPart[]): readonly UploadedPart[] {
  const named = xmlElements(document, 'Part').map((part) => ({
    number: Number(xmlText(part, 'PartNumber')),
    etag: xmlText(part, 'ETag')?.replaceAll('"', ''),
  }));
  if (named.length === 0) throw malformedXml();
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0))) {
    throw new CosError(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.');
  }
  const parts = named.map(({ number, etag }) => {
    const part = uploaded.find((candidate) => candidate.number === number && candidate.etag === `"${etag}"`);
    if (!part) throw new CosError(400, 'InvalidPart', 'One or more of the specified parts could not be found.');
    return part;
  });
  if (parts.slice(0, -1).some(({ bytes }) => bytes < PART_MIN_BYTES)) {
    throw new CosError(400, 'EntityTooSmall', 'A part other than the last one is smaller than 1 MB.');
  }
  return parts;
}
