import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { edgePorts } from '../../shared/compose/edge.ts';
import { contract } from './contract.ts';
import { grantUpload } from './grant-upload.ts';
import { cancelUploadHandOver, handOverUpload, showUploadHandOvers } from './hand-over.ts';
import { declineUpload, grantHandedOver, openUploadHandOver, showHandedOver } from './handed-over.ts';
import { leaveToReviewer } from './leave-to-reviewer.ts';
import * as ports from './ports.ts';
import { removeDocument } from './remove-document.ts';
import { reusePicture } from './reuse-picture.ts';
import { showDocument } from './show-document.ts';

export const room = httpRoom({
  contract,
  ports,
  useCases: {
    grantUpload,
    reusePicture,
    handOverUpload,
    showUploadHandOvers,
    cancelUploadHandOver,
    openUploadHandOver,
    grantHandedOver,
    showHandedOver,
    declineUpload,
    removeDocument,
    leaveToReviewer,
    showDocument,
  },
});

export const main_handler = httpFunction(room, edgePorts);
