import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { contract } from './contract.ts';
import { cancelHandOver, handOver, showHandOvers } from './hand-over.ts';
import { declineHandOver, openHandOver, openOwnCheck, showOwnCheck, verifyOwnCheck } from './handed-over.ts';
import { openCheck } from './open-check.ts';
import * as ports from './ports.ts';
import { showCheck } from './show-check.ts';
import { showChecks } from './show-checks.ts';
import { verify } from './verify.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    openCheck,
    handOver,
    showHandOvers,
    cancelHandOver,
    openHandOver,
    openOwnCheck,
    verifyOwnCheck,
    showOwnCheck,
    declineHandOver,
    verify,
    showCheck,
    showChecks,
  },
});

export const main_handler = httpFunction(room, edgePorts);
