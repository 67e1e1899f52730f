import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;

const md5 = async (text: string | Buffer): Promise<string> => createHash('md5').update(text).digest('hex');
/** @param name as of Web Crypto: `SHA-256`. */
const hashByName = async (name: string, bytes: Buffer): Promise<Buffer> =>
  createHash(name.replace('-', '')).update(bytes).digest();

/**
 * Takes the place of `pg/lib/crypto/utils` in bundles: how a client proves that it knows its password, SCRAM-SHA-256 (RFC 5802, RFC 7677)
 * or MD5. The driver's own is made of Web Crypto, whose loading is 2 % of a first reply and which nothing else here needs.
 */
export const passwordProofs = {
  randomBytes,
  md5,
  hashByName,
  sha256: (bytes: Buffer) => hashByName('SHA-256', bytes),
  hmacSha256: async (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest(),
  deriveKey: async (password: string, salt: Buffer, iterations: number) =>
    pbkdf2Sync(password, salt, iterations, KEY_BYTES, 'sha256'),
  postgresMd5PasswordHash: async (user: string, password: string, salt: Buffer) =>
    `md5${await md5(Buffer.concat([Buffer.from(await md5(password + user)), salt]))}`,
};
