import { CosError, malformedXml } from './cos-error.ts';
import { type Operation, readDocument, xmlReply } from './cos-reply.ts';
import { xmlText } from './xml.ts';

/** PUT Bucket versioning: on, or suspended. Once set it can't be taken away. */
export const putVersioning: Operation = async (request, bucket) => {
  const status = xmlText(await readDocument(request, 'VersioningConfiguration'), 'Status')?.trim();
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  // Source: COS, "Setting Object Lock" (product/436/40136 of tencentcloud.com): it needs all versions.
  if (status === 'Suspended' && bucket.objects.keeping.lockDays !== undefined) throw invalidState();
  bucket.objects.setKeeping({ versioning: status });
  return { status: 200 };
};

/** GET Bucket versioning: empty until it is set. */
export const getVersioning: Operation = async (_request, bucket) =>
  xmlReply('VersioningConfiguration', { Status: bucket.objects.keeping.versioning });

const invalidState = () =>
  new CosError(409, 'InvalidBucketState', 'The request is not valid with the current state of the bucket.');

/**
 * PUT Bucket ObjectLockConfiguration: what is written from then on is neither replaced nor deleted for so many days. It can't
 * be switched off, but for the days. Source: COS (product/436/55290).
 */
export const putObjectLock: Operation = async (request, bucket) => {
  const document = await readDocument(request, 'ObjectLockConfiguration');
  const days = xmlText(document, 'Days');
  if (xmlText(document, 'ObjectLockEnabled') !== 'Enabled' || !/^(COMPLIANCE)?$/.test(xmlText(document, 'Mode') ?? ''))
    throw malformedXml();
  if (document.includes('<Rule') && !(Number(days) >= 1 && Number(days) <= 36_500)) throw malformedXml();
  if (bucket.objects.keeping.versioning === 'Suspended') throw invalidState();
  bucket.objects.setKeeping({ lockDays: Number(days ?? 0) });
  return { status: 200 };
};
