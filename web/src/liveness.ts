import { createLiveness } from '../../client/liveness.ts';
import { call } from './api.ts';
import { sendFile } from './send-file.ts';
import { shown } from './shown.ts';

/** 视频核身 of one website's owner; the tab remembers the last check. */
export function livenessOf(filingId: string, websiteId: string) {
  const keptUnder = `icp-filing.check.${filingId}.${websiteId}`;
  const kept = {
    read: () => sessionStorage.getItem(keptUnder) ?? undefined,
    write: (checkId: string) => sessionStorage.setItem(keptUnder, checkId),
  };
  return createLiveness<Blob>({ call, send: sendFile, show: shown, kept }, filingId, websiteId);
}
