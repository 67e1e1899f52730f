import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate and its key. */
export interface Certified {
  readonly name: string;
  readonly key: KeyObject;
  /** The certificate as PEM. */
  readonly pem: string;
}

/** One value of DER (X.690): tag, length, contents. */
function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(contents);
  const length = body.length < 128 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const id = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Uint8Array) => der(0x03, Buffer.of(0), bytes);
const time = (text: string) => der(0x17, Buffer.from(text));
const extension = (oid: string, value: Uint8Array) => sequence(id(oid), der(0x04, value));

const ECDSA_WITH_SHA256 = sequence(id('2a8648ce3d040302'));
const SUBJECT_ALTERNATIVE_NAME = '551d11';
const BASIC_CONSTRAINTS = '551d13';

/** A name with only a common name. */
const named = (name: string) => sequence(der(0x31, sequence(id('550403'), der(0x0c, Buffer.from(name)))));

/** So many certificates were made; each has a serial number of its own. */
let made = 0;

/** A certificate (X.509 v3, RFC 5280) for a host, or of an authority when it has no issuer. Valid from 2020 to 2049. */
export function certificate(name: string, issuer?: Certified): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  made += 1;
  const serial = Buffer.from([1 + (made % 126)]);
  const extensions = issuer
    ? extension(SUBJECT_ALTERNATIVE_NAME, sequence(der(0x82, Buffer.from(name))))
    : extension(BASIC_CONSTRAINTS, sequence(der(0x01, Buffer.of(0xff))));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    named(issuer?.name ?? name),
    sequence(time('200101000000Z'), time('491231235959Z')),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extensions)),
  );
  const signature = sign('sha256', content, issuer?.key ?? privateKey);
  const lines =
    sequence(content, ECDSA_WITH_SHA256, bits(signature))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
  return { name, key: privateKey, pem };
}

export const keyOf = ({ key }: Certified): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
