import { createDocumentHandOvers } from '../../client/documents/hand-overs.ts';
import { call } from './api.ts';
import { documents } from './documents.ts';
import { shown } from './shown.ts';

/** The documents that this browser has handed over to phones. */
export const phones = createDocumentHandOvers({ call, show: shown, documents });
