import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { deskMessages } from '../../shared/compose/desk-messages.ts';
import { contract } from './contract.ts';
import * as ports from './ports.ts';
import { receiveVerdict } from './receive-verdict.ts';

export const room = httpRoom({ contract, ports, useCases: { receiveVerdict } });

export const main_handler = httpFunction(room, { messageChecks: deskMessages });
