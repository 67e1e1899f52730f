import {
  bucketName,
  clock,
  documents,
  objectStore,
  ocr,
  ocrCalls,
  reviews,
  transactions,
} from '../../shared/compose.ts';
import { cosFunction } from '../../shared/edge/cos-function.ts';
import { readCertificate } from './read-certificate.ts';

export const main_handler = cosFunction({
  needs: { clock, documents, objectStore, ocr, ocrCalls, reviews, transactions },
  bucket: bucketName,
  useCase: readCertificate,
});
