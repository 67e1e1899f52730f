import { expect, it } from 'vitest';
import { openDeskForOperator } from './operators.ts';

const DATABASE_URL = 'postgres://desk@127.0.0.1:1/icp';
const DESK_AUDIT_KEY = Buffer.alloc(32, 7).toString('base64');

it('an operator’s look at the desk reads its own variables alone: those of the filing service may be incomplete beside them', async () => {
  const incomplete = { SMTP_HOST: 'smtp.example.cn', SEAL_KEYS: 'k1:short' };

  await expect(openDeskForOperator(DATABASE_URL, { DESK_AUDIT_KEY, ...incomplete }).close()).resolves.toBeUndefined();
});

it('an operator’s look at the desk needs its audit key', () => {
  expect(() => openDeskForOperator(DATABASE_URL, { DESK_AUDIT_KEY: 'short' })).toThrow('DESK_AUDIT_KEY');
  expect(() => openDeskForOperator(DATABASE_URL, {})).toThrow('DESK_AUDIT_KEY');
});
