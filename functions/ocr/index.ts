import { bucketName, documents, objectStore, ocr } from '../../shared/compose.ts';
import { cosFunction } from '../../shared/edge/cos-function.ts';
import { readCertificate } from './read-certificate.ts';

export const main_handler = cosFunction({
  needs: { documents, objectStore, ocr },
  bucket: bucketName,
  useCase: readCertificate,
});
