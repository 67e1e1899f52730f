import { createHmac } from 'node:crypto';
import type { KeyedHash } from '../../domain/oversight/audit-chain.ts';

/** HMAC-SHA-256 in hexadecimal. The key of a chain is never replaced: its old links could not be checked any more. */
export const createKeyedHash =
  (key: Uint8Array): KeyedHash =>
  (text) =>
    createHmac('sha256', key).update(text, 'utf8').digest('hex');
