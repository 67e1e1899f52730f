import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { changeSecret } from './change-secret.ts';
import { contract } from './contract.ts';
import { enableEndpoint, listEndpoints, removeEndpoint } from './manage-endpoints.ts';
import * as ports from './ports.ts';
import { registerEndpoint } from './register-endpoint.ts';
import { listMessages, redeliverMessage, replayMessages } from './repeat-messages.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    registerEndpoint,
    listEndpoints,
    removeEndpoint,
    changeSecret,
    enableEndpoint,
    listMessages,
    redeliverMessage,
    replayMessages,
  },
});

export const main_handler = httpFunction(room, edgePorts);
