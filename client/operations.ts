import type { contract as authorization } from '../functions/authorization/contract.ts';
import type { contract as contacts } from '../functions/contacts/contract.ts';
import type { contract as eligibility } from '../functions/eligibility/contract.ts';
import type { contract as filing } from '../functions/filing/contract.ts';
import type { contract as liveness } from '../functions/liveness/contract.ts';
import type { contract as materials } from '../functions/materials/contract.ts';
import type { contract as me } from '../functions/me/contract.ts';
import type { contract as records } from '../functions/records/contract.ts';
import type { contract as session } from '../functions/session/contract.ts';
import type { contract as submission } from '../functions/submission/contract.ts';
import type { contract as upload } from '../functions/upload/contract.ts';

type Contracts = typeof session &
  typeof authorization &
  typeof me &
  typeof authorization &
  typeof eligibility &
  typeof filing &
  typeof records &
  typeof contacts &
  typeof upload &
  typeof liveness &
  typeof materials &
  typeof submission;

/** The parts of an operation that a request needs. */
type Address<O> = Pick<O, Extract<keyof O, 'method' | 'path' | 'once'>>;
type Addresses = { readonly [Name in keyof Contracts]?: Address<Contracts[Name]> };

/**
 * Method, path and need of an Idempotency-Key of each operation that front ends call. Importing the contracts would
 * include their schemas, 26 kB of zod after compression; instead the compiler compares this table with their literal
 * types.
 */
export const OPERATIONS = {
  signIn: { method: 'POST', path: '/v1/sessions' },
  renew: { method: 'POST', path: '/v1/sessions/renewals' },
  signOut: { method: 'POST', path: '/v1/sessions/ends' },
  listSessions: { method: 'GET', path: '/v1/sessions' },
  endSession: { method: 'DELETE', path: '/v1/sessions/{sessionId}' },
  signOutEverywhere: { method: 'DELETE', path: '/v1/sessions' },
  makeScanTicket: { method: 'POST', path: '/v1/sessions/scan-tickets' },
  showScanTicket: { method: 'GET', path: '/v1/sessions/scan-tickets/{ticket}' },
  showScanAsker: { method: 'GET', path: '/v1/sessions/scan-tickets/{ticket}/asker' },
  confirmScanTicket: { method: 'POST', path: '/v1/sessions/scan-tickets/{ticket}/confirmation' },
  sendPhoneCode: { method: 'POST', path: '/v1/sessions/phone-codes' },
  signInByPhone: { method: 'POST', path: '/v1/sessions/phone-sign-ins' },
  proveNumber: { method: 'POST', path: '/v1/sessions/phone-proofs' },
  sendLinkCode: { method: 'POST', path: '/v1/sessions/phone-links/codes' },
  linkPhone: { method: 'POST', path: '/v1/sessions/phone-links' },
  unlinkPhone: { method: 'POST', path: '/v1/sessions/phone-links/ends' },
  showBoundNumber: { method: 'POST', path: '/v1/sessions/bound-numbers' },
  showMe: { method: 'GET', path: '/v1/me' },
  exportData: { method: 'GET', path: '/v1/me/data' },
  giveConsent: { method: 'POST', path: '/v1/me/consents' },
  withdrawConsent: { method: 'DELETE', path: '/v1/me/consents' },
  showNotifications: { method: 'GET', path: '/v1/me/notifications' },
  chooseNotifications: { method: 'PUT', path: '/v1/me/notifications' },
  eraseMe: { method: 'DELETE', path: '/v1/me' },
  listCloudServices: { method: 'GET', path: '/v1/cloud-services' },
  showCloudAccount: { method: 'GET', path: '/v1/cloud-account' },
  linkCloudAccount: { method: 'PUT', path: '/v1/cloud-account' },
  unlinkCloudAccount: { method: 'DELETE', path: '/v1/cloud-account' },
  createCode: { method: 'POST', path: '/v1/authorization-codes', once: true },
  listCodes: { method: 'GET', path: '/v1/authorization-codes' },
  removeCode: { method: 'DELETE', path: '/v1/authorization-codes/{codeId}' },
  checkEligibility: { method: 'POST', path: '/v1/eligibility-checks' },
  reference: { method: 'GET', path: '/v1/reference/{table}' },
  openFiling: { method: 'POST', path: '/v1/filings', once: true },
  listFilings: { method: 'GET', path: '/v1/filings' },
  showFiling: { method: 'GET', path: '/v1/filings/{filingId}' },
  saveDraft: { method: 'PUT', path: '/v1/filings/{filingId}/drafts/{form}' },
  addWebsite: { method: 'POST', path: '/v1/filings/{filingId}/websites', once: true },
  removeWebsite: { method: 'DELETE', path: '/v1/filings/{filingId}/websites/{websiteId}' },
  overview: { method: 'GET', path: '/v1/filings/{filingId}/overview' },
  showRepair: { method: 'GET', path: '/v1/filings/{filingId}/repair' },
  answerFlag: { method: 'PUT', path: '/v1/filings/{filingId}/rounds/{round}/answers/{item}' },
  takeBackAnswer: { method: 'DELETE', path: '/v1/filings/{filingId}/rounds/{round}/answers/{item}' },
  preview: { method: 'GET', path: '/v1/filings/{filingId}/preview' },
  progress: { method: 'GET', path: '/v1/filings/{filingId}/progress' },
  road: { method: 'GET', path: '/v1/filings/{filingId}/road' },
  saveCertificateNumber: { method: 'PUT', path: '/v1/filings/{filingId}/certificate-number' },
  saveConnection: { method: 'PUT', path: '/v1/filings/{filingId}/websites/{websiteId}/connection' },
  showDifference: { method: 'GET', path: '/v1/filings/{filingId}/difference' },
  followRecord: { method: 'PUT', path: '/v1/filings/{filingId}/record-version' },
  listRecords: { method: 'GET', path: '/v1/records' },
  showRecord: { method: 'GET', path: '/v1/records/{recordId}' },
  sendClaimCode: { method: 'POST', path: '/v1/records/claims/code' },
  claimRecord: { method: 'POST', path: '/v1/records/claims', once: true },
  listTransfers: { method: 'GET', path: '/v1/records/transfers' },
  openTransfer: { method: 'POST', path: '/v1/records/transfers/openings' },
  showStop: { method: 'POST', path: '/v1/records/transfers/stops/openings' },
  stopByPrincipal: { method: 'POST', path: '/v1/records/transfers/stops' },
  startTransfer: { method: 'POST', path: '/v1/records/{recordId}/transfers' },
  offerTransfer: { method: 'POST', path: '/v1/records/transfers/{transferId}/offers' },
  acceptTransfer: { method: 'POST', path: '/v1/records/transfers/{transferId}/acceptances' },
  showTransferCheck: { method: 'GET', path: '/v1/records/transfers/{transferId}/liveness-checks' },
  handOverTransferCheck: { method: 'POST', path: '/v1/records/transfers/{transferId}/liveness-checks' },
  acceptByCheck: { method: 'POST', path: '/v1/records/transfers/{transferId}/liveness-checks/acceptances' },
  stopTransfer: { method: 'DELETE', path: '/v1/records/transfers/{transferId}' },
  extendNotice: { method: 'POST', path: '/v1/records/{recordId}/notices/{notice}/extension', once: true },
  answerNotice: { method: 'POST', path: '/v1/records/{recordId}/notices/{notice}/answer', once: true },
  showEnding: { method: 'GET', path: '/v1/records/{recordId}/endings/{filingType}' },
  sendEndingCode: { method: 'POST', path: '/v1/records/{recordId}/endings/{filingType}/code' },
  fileEnding: { method: 'POST', path: '/v1/records/{recordId}/endings/{filingType}', once: true },
  listContacts: { method: 'GET', path: '/v1/contacts/{filingId}' },
  sendContactCode: { method: 'POST', path: '/v1/contacts/{filingId}/codes' },
  confirmContact: { method: 'POST', path: '/v1/contacts/{filingId}/confirmations' },
  makeContactLink: { method: 'POST', path: '/v1/contacts/{filingId}/links' },
  openContactLink: { method: 'POST', path: '/v1/contact-links/openings' },
  sendCodeByLink: { method: 'POST', path: '/v1/contact-links/codes' },
  confirmByLink: { method: 'POST', path: '/v1/contact-links/confirmations' },
  grantUpload: { method: 'POST', path: '/v1/uploads', once: true },
  handOverUpload: { method: 'POST', path: '/v1/uploads/hand-overs' },
  showUploadHandOvers: { method: 'GET', path: '/v1/uploads/hand-overs' },
  cancelUploadHandOver: { method: 'DELETE', path: '/v1/uploads/hand-overs/{handOverId}' },
  openUploadHandOver: { method: 'POST', path: '/v1/uploads/hand-overs/openings' },
  grantHandedOver: { method: 'POST', path: '/v1/uploads/hand-overs/grants' },
  showHandedOver: { method: 'POST', path: '/v1/uploads/hand-overs/documents' },
  declineUpload: { method: 'POST', path: '/v1/uploads/hand-overs/refusals' },
  reusePicture: { method: 'POST', path: '/v1/uploads/reuses' },
  removeDocument: { method: 'DELETE', path: '/v1/uploads/{documentId}' },
  showDocument: { method: 'GET', path: '/v1/uploads/{documentId}' },
  openCheck: { method: 'POST', path: '/v1/liveness-checks', once: true },
  handOver: { method: 'POST', path: '/v1/liveness-checks/hand-overs' },
  showHandOvers: { method: 'GET', path: '/v1/liveness-checks/hand-overs' },
  cancelHandOver: { method: 'DELETE', path: '/v1/liveness-checks/hand-overs/{handOverId}' },
  openHandOver: { method: 'POST', path: '/v1/liveness-checks/hand-overs/openings' },
  openOwnCheck: { method: 'POST', path: '/v1/liveness-checks/hand-overs/checks' },
  verifyOwnCheck: { method: 'POST', path: '/v1/liveness-checks/hand-overs/verifications' },
  showOwnCheck: { method: 'POST', path: '/v1/liveness-checks/hand-overs/results' },
  declineHandOver: { method: 'POST', path: '/v1/liveness-checks/hand-overs/refusals' },
  verify: { method: 'POST', path: '/v1/liveness-checks/{checkId}/verification' },
  showCheck: { method: 'GET', path: '/v1/liveness-checks/{checkId}' },
  showChecks: { method: 'GET', path: '/v1/liveness-checks' },
  listProvinces: { method: 'GET', path: '/v1/guides' },
  showGuide: { method: 'GET', path: '/v1/guides/{region}/{organizerKind}' },
  blankLetter: { method: 'GET', path: '/v1/guides/{region}/{organizerKind}/letter' },
  listMaterials: { method: 'GET', path: '/v1/materials/{filingId}' },
  commitmentLetter: { method: 'GET', path: '/v1/materials/{filingId}/commitment-letter' },
  submit: { method: 'POST', path: '/v1/submissions/{filingId}', once: true },
  withdraw: { method: 'DELETE', path: '/v1/submissions/{filingId}', once: true },
  abandon: { method: 'POST', path: '/v1/submissions/{filingId}/abandonment', once: true },
} as const satisfies Addresses;

export type OperationName = keyof typeof OPERATIONS;

/** The contract of each of these operations. */
export type Operations = Pick<Contracts, OperationName>;
