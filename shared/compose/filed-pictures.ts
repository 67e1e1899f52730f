import { createDocuments } from '../adapters/postgres/documents/documents.ts';
import { createFilings } from '../adapters/postgres/filings/filings.ts';
import { createFiledPictures } from '../application/filed-pictures.ts';
import { messageParts } from './messages.ts';

export async function filedPictures() {
  const parts = await messageParts();
  return createFiledPictures({ filings: createFilings(parts), documents: createDocuments(parts), clock: parts.clock });
}
