import { call, type PhoneFile, readView, sendFile } from './api.ts';
import { show } from './shown.ts';

/** What a phone does for documents. */
export const documentsHost = {
  call,
  readView,
  send: sendFile,
  show,
  pictureOf: ({ path }: PhoneFile) => path,
  // WeChat deletes temporary files itself.
  releasePicture: () => {},
};
