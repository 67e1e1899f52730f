import { createDocuments } from '../../client/documents/documents.ts';
import { call, readView } from './api.ts';
import { sendFile } from './send-file.ts';
import { shown } from './shown.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** What a browser does for documents. */
export const documentsHost = {
  call,
  readView,
  prepare: shrinkPhoto,
  send: sendFile,
  show: shown,
  pictureOf: (file: File) => URL.createObjectURL(file),
  releasePicture: (url: string) => URL.revokeObjectURL(url),
};

/** The documents of the open filing. */
export const documents = createDocuments<File>(documentsHost);
