import { bucketName, documents, inbox, objectStore, ocr, transactions } from '../../shared/compose.ts';
import { cosFunction } from '../../shared/edge/cos-function.ts';
import { readCertificate } from './read-certificate.ts';

export const main_handler = cosFunction({
  needs: { documents, inbox, objectStore, ocr, transactions },
  bucket: bucketName,
  useCase: readCertificate,
});
