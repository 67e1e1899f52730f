import { bucketName, documents, ids, inbox, objectStore, transactions } from '../../shared/compose.ts';
import { cosFunction } from '../../shared/edge/cos-function.ts';
import { takeIn } from './take-in.ts';

export const main_handler = cosFunction({
  needs: { documents, ids, inbox, objectStore, transactions },
  bucket: bucketName,
  useCase: takeIn,
});
