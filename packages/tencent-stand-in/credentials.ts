import type { PolicyDocument } from './policy.ts';

/** A key pair with a session token, as a function's execution role has it. */
export interface CloudCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** Credentials that a server accepts, and what they may do. */
export interface Session {
  readonly credentials: CloudCredentials;
  /** The account in which they act. */
  readonly uin: string;
  /** Each of these must allow what the session does. Without any it may do everything, as an account's owner. */
  readonly policies: readonly PolicyDocument[];
}

/** The session of a SecretId; undefined when it is unknown or has expired. */
export type Sessions = (secretId: string) => Session | undefined;

/** The operator's own session beside those that were issued. */
export const sessionsOf =
  (credentials: CloudCredentials, issued: Sessions = () => undefined): Sessions =>
  (secretId) =>
    secretId === credentials.secretId ? { credentials, uin: LAPTOP_ACCOUNT.uin, policies: [] } : issued(secretId);

/** The operator's credentials: they give access only to loopback servers of this process tree, and there to everything. */
export const LAPTOP_CREDENTIALS: CloudCredentials = {
  secretId: 'AKID-laptop-execution-role',
  secretKey: 'laptop-secret-key-of-no-value',
  token: 'laptop-session-token',
};

/** The account and region of the laptop's cloud. */
export const LAPTOP_ACCOUNT = { appId: '1250000000', uin: '100000000001', region: 'ap-guangzhou' } as const;
