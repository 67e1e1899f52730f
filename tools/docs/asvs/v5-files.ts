import { type Chapter, decided, notApplicable, tested } from './answer.ts';

const FILES = 'docs/decisions/0024-security-by-decision.md#files-without-a-virus-scanner';

export const FILE_HANDLING: Chapter = {
  id: 'V5',
  title: 'File handling',
  answers: {
    'V5.1.1': decided('Types, sizes and what becomes of a file are written down by kind.', FILES),
    'V5.2.1': tested(
      'A file that is too long is refused unread.',
      'functions/intake/take-in.laptop.test.ts',
      'is refused, without being read, when it is one byte longer than its kind allows',
    ),
    'V5.2.2': tested(
      'A file is what its bytes are; photos are decoded and written anew.',
      'functions/intake/check-file.laptop.test.ts',
      'and it is refused when it is something else: %s',
    ),
    'V5.2.3': notApplicable('No archive is taken; one is refused like every other wrong type.'),
    'V5.2.4': tested(
      'Files and bytes of a person and day are limited.',
      'shared/adapters/postgres/documents.database.test.ts',
      'refuses a grant whose bytes exceed it',
    ),
    'V5.2.5': notApplicable('No archive is taken.'),
    'V5.2.6': tested(
      'Pixels are counted from the header, before anything is decoded.',
      'functions/intake/check-photo.test.ts',
      'when its header reveals a decompression bomb',
    ),
    'V5.3.1': tested(
      'A copy lies in a private bucket, which runs nothing; the upload is deleted.',
      'functions/intake/take-in.laptop.test.ts',
      'is stored as a clean copy under a secret key',
    ),
    'V5.3.2': tested(
      'Keys are random and never made of a file’s name.',
      'functions/upload/grant-upload.laptop.test.ts',
      'is for another key each time',
    ),
    'V5.3.3': notApplicable('Nothing is unpacked.'),
    'V5.4.1': tested(
      'A download has a name of ours.',
      'platform/adapters/object-store.suite.ts',
      'returns a link that saves the object under a name',
    ),
    'V5.4.2': tested(
      'That name can not leave its header.',
      'platform/adapters/object-store.suite.ts',
      'returns a link that saves the object under a name',
    ),
    'V5.4.3': decided('No scanner is called; photos are never passed on as they came.', FILES),
  },
};
