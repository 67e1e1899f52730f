import { malformedXml } from './cos-error.ts';
import { type Operation, readDocument, xmlReply } from './cos-reply.ts';
import { xmlText } from './xml.ts';

/** PUT Bucket versioning: on, or suspended. Once set it can't be taken away. */
export const putVersioning: Operation = async (request, bucket) => {
  const status = xmlText(await readDocument(request, 'VersioningConfiguration'), 'Status')?.trim();
  if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
  bucket.objects.setVersioning(status);
  return { status: 200 };
};

/** GET Bucket versioning: empty until it is set. */
export const getVersioning: Operation = async (_request, bucket) =>
  xmlReply('VersioningConfiguration', { Status: bucket.objects.versioning });
