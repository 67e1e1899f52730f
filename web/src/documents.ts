import { createDocuments } from '../../client/documents.ts';
import { call, readView } from './api.ts';
import { sendFile } from './send-file.ts';
import { shown } from './shown.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** The documents of the open filing. */
export const documents = createDocuments<File>({
  call,
  readView,
  prepare: shrinkPhoto,
  send: sendFile,
  show: shown,
  pictureOf: (file) => URL.createObjectURL(file),
  releasePicture: (url) => URL.revokeObjectURL(url),
});
