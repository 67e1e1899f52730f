import { createLiveness } from '../../client/liveness/liveness.ts';
import { type AGREED, createOwnLiveness } from '../../client/liveness/own-check.ts';
import { sleep } from '../../ui/sleep.ts';
import { call } from './api.ts';
import { sendFile } from './send-file.ts';
import { shown } from './shown.ts';

/** 视频核身 of one website's owner. */
export const livenessOf = (filingId: string, websiteId: string) =>
  createLiveness<Blob>({ call, send: sendFile, show: shown }, filingId, websiteId);

/** 视频核身 on the site owner's own phone; its tab remembers the last check. */
export function ownLivenessOf(
  pass: { readonly token: string; readonly device: string },
  purpose: () => keyof typeof AGREED,
) {
  const kept = keptUnder(`icp-filing.own-check.${pass.token}`);
  return createOwnLiveness<Blob>({ call, send: sendFile, show: shown, kept, sleep }, pass, purpose);
}

export type Liveness = ReturnType<typeof livenessOf>;

const keptUnder = (name: string) => ({
  read: () => sessionStorage.getItem(name) ?? undefined,
  write: (checkId: string) => sessionStorage.setItem(name, checkId),
});
