import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { giveConsent, withdrawConsent } from './consent.ts';
import { contract } from './contract.ts';
import { eraseMe } from './erase-me.ts';
import { exportData } from './export-data.ts';
import { chooseNotifications, showNotifications } from './notifications.ts';
import * as ports from './ports.ts';
import { showMe } from './show-me.ts';
import { listUnreached } from './unreached.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    showMe,
    exportData,
    showNotifications,
    chooseNotifications,
    listUnreached,
    giveConsent,
    withdrawConsent,
    eraseMe,
  },
});

export const main_handler = httpFunction(room, edgePorts);
