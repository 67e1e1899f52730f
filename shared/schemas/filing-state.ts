import * as z from 'zod/mini';

export const filingState = z.enum([
  'draft',
  'submitted',
  'returned',
  'queued',
  'sms-verification',
  'authority-review',
  'authority-returned',
  'approved',
  'revoked',
  'abandoned',
  'expired',
]);
