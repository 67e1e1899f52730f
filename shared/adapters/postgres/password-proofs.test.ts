import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { passwordProofs } from './password-proofs.ts';

/** What the driver itself would work with. */
const drivers = createRequire(import.meta.url)('pg/lib/crypto/utils') as typeof passwordProofs;

const SALT = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const hex = (bytes: ArrayBuffer | Buffer) => Buffer.from(bytes as Buffer).toString('hex');

describe('the proofs of a password', () => {
  it('are those of the standard’s example: RFC 7677 §3', async () => {
    const salted = await passwordProofs.deriveKey('pencil', SALT, 4096);
    const client = await passwordProofs.hmacSha256(salted, 'Client Key');
    const message =
      'n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
    const signature = await passwordProofs.hmacSha256(await passwordProofs.sha256(client), message);

    const proof = Buffer.from(client.map((byte, at) => byte ^ (signature[at] ?? 0))).toString('base64');

    expect(proof).toBe('dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=');
  });

  it.each([
    ['deriveKey', (with_: typeof passwordProofs) => with_.deriveKey('密码 pass', SALT, 1000)],
    ['hmacSha256', (with_: typeof passwordProofs) => with_.hmacSha256(SALT, 'n=用户')],
    ['sha256', (with_: typeof passwordProofs) => with_.sha256(SALT)],
    ['hashByName', (with_: typeof passwordProofs) => with_.hashByName('SHA-384', SALT)],
  ])('are the driver’s own: %s', async (_name, prove) => {
    expect(hex(await prove(passwordProofs))).toBe(hex(await prove(drivers)));
  });

  it('are the driver’s own where the server wants MD5, and start from as many random bytes', async () => {
    const proof = (with_: typeof passwordProofs) => with_.postgresMd5PasswordHash('icp', '密码', SALT.subarray(0, 4));

    expect(await proof(passwordProofs)).toBe(await proof(drivers));
    expect(passwordProofs.randomBytes(18)).toHaveLength(18);
    expect(Object.keys(passwordProofs).sort()).toEqual(Object.keys(drivers).sort());
  });
});
