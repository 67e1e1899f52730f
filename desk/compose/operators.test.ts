import { expect, it } from 'vitest';
import { openDeskForOperator } from './operators.ts';

const DATABASE_URL = 'postgres://desk@127.0.0.1:1/icp';
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const KEYS = { DESK_AUDIT_KEY: key(7), SEAL_KEYS: `k1:${key(8)}`, BLIND_INDEX_KEY: key(9) };

it('an operator’s look at the desk reads its own variables alone: those of the filing service may be incomplete beside them', async () => {
  const incomplete = { SMTP_HOST: 'smtp.example.cn', SESSION_KEY: 'short' };

  await expect(openDeskForOperator(DATABASE_URL, { ...KEYS, ...incomplete }).close()).resolves.toBeUndefined();
});

it('an operator’s look at the desk needs its audit key', () => {
  expect(() => openDeskForOperator(DATABASE_URL, { ...KEYS, DESK_AUDIT_KEY: 'short' })).toThrow('DESK_AUDIT_KEY');
  expect(() => openDeskForOperator(DATABASE_URL, {})).toThrow('DESK_AUDIT_KEY');
});
