import { edgePorts } from '../../shared/compose/edge.ts';
import { httpFunction, httpRoom } from '../../shared/edge/http-function.ts';
import { answerNotice, extendNotice } from './answer-notice.ts';
import { contract } from './contract.ts';
import { listChanges } from './list-changes.ts';
import { listRecords } from './list-records.ts';
import * as ports from './ports.ts';
import { showRecord } from './show-record.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: { listChanges, listRecords, showRecord, extendNotice, answerNotice },
});

export const main_handler = httpFunction(room, edgePorts);
