import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { linkCloudAccount, showCloudAccount, unlinkCloudAccount } from './cloud-account.ts';
import { contract } from './contract.ts';
import { createCode } from './create-code.ts';
import { listCloudServices } from './list-cloud-services.ts';
import { listCodes } from './list-codes.ts';
import * as ports from './ports.ts';
import { removeCode } from './remove-code.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    createCode,
    listCodes,
    listCloudServices,
    removeCode,
    showCloudAccount,
    linkCloudAccount,
    unlinkCloudAccount,
  },
});

export const main_handler = httpFunction(room, edgePorts);
