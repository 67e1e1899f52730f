import * as z from 'zod/mini';
import { KEY, optional, optionalHttpUrl, secret, string, text } from './formats.ts';

/** What both products have, each with values of its own. */
export const platformVariables = {
  /** `production` refuses placeholder secrets and stand-ins. */
  STAGE: string,
  /** Which state of the code this is, in the operator's words: a tag or a commit. `GET /v1/health` tells it. */
  RELEASE: text(/^[\w.+-]{1,64}$/, 'must be at most 64 letters, digits, and _ . + -'),
  /**
   * PostgreSQL: `postgres://<role>:<password>@<host>:5432/<database>?sslmode=verify-full`. The role only works; another one
   * migrates. A secret, for its password.
   */
  DATABASE_URL: secret(/^postgres(ql)?:\/\/./, 'must be a postgres:// address'),
  /**
   * File with the certificates of the authorities that may certify the database, beside the code; left out, public ones.
   */
  DATABASE_CA_FILE: optional(text(/^[\w.-]+$/, 'must be the name of a file without a folder')),
  /** The private bucket, `<name>-<appid>`. */
  COS_BUCKET: text(/^[a-z0-9-]+-\d{10}$/, 'must be <name>-<appid>'),
  /** Where several stages share a bucket: what the keys of this one begin with, such as `trial/`. */
  OBJECT_PREFIX: optional(
    text(/^[a-z0-9][a-z0-9-]{0,30}\/$/, 'must be letters, digits and -, with a slash at the end'),
  ),
  /** Region of the bucket and of the Cloud API, such as `ap-guangzhou`. */
  COS_REGION: string,
  /** The API by which the bucket is reached: COS's own, or S3's, which private clouds speak too. */
  OBJECT_STORE: z.enum(['cos', 's3']),
  /** S3 of a private cloud, with the bucket in the path; empty for COS's. */
  S3_ENDPOINT: optionalHttpUrl,
  /** The laptop's stand-in for COS; empty for the real one. */
  COS_ENDPOINT: optionalHttpUrl,
  /** The laptop's stand-in for the Cloud API; empty for the real one. */
  CLOUD_API_ENDPOINT: optionalHttpUrl,
  /** Name of the role that signs upload grants, in the account of the functions; a deployment creates it. */
  UPLOAD_ROLE: text(/^[\w+=,.@-]{1,128}$/),
  /** `<id>:<base64 of 32 random bytes>`, several separated by commas; the first one seals, all of them open. */
  SEAL_KEYS: secret(
    new RegExp(`^[\\w.-]{1,32}:${KEY}(,[\\w.-]{1,32}:${KEY})*$`),
    'must be <id>:<base64 of 32 bytes>,…',
  ),
  /**
   * Makes what is sealed findable: base64 of 32 random bytes, none of SEAL_KEYS. While it is replaced, two with a comma:
   * the first makes indexes, both find.
   */
  BLIND_INDEX_KEY: secret(new RegExp(`^${KEY}(,${KEY})?$`), 'must be base64 of 32 bytes, or two of them with a comma'),
  /** Mail server: host. Without it no mail is sent. */
  SMTP_HOST: optional(text(/^[a-z0-9.-]+$/i, 'must be a host')),
  /** Mail server: 465 (TLS) or 587 (STARTTLS). */
  SMTP_PORT: optional(z.pipe(text(/^\d{2,5}$/, 'must be a port'), z.transform(Number))),
  /** Mail server: user. */
  SMTP_USER: optional(string),
  /** Mail server: password, or the code that a provider gives for SMTP. */
  SMTP_PASSWORD: optional(secret(/^.{4,}$/, 'must have at least 4 characters')),
  /** Sender of mails: `name <address>`. */
  MAIL_FROM: optional(text(/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$/, 'must be <name> <address>')),
  /** TrueType file with Chinese glyphs for the commitment letter; a relative path begins where the function's code is. */
  LETTER_FONT: string,
};

/** The platform's part of a checked environment. */
export type PlatformConfig = z.output<z.ZodMiniObject<typeof platformVariables>>;
