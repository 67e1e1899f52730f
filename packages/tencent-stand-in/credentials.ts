/** A key pair with a session token, as a function's execution role has it. */
export interface CloudCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/**
 * The only credentials that the laptop's cloud accepts. They give access only to loopback servers of this process tree.
 */
export const LAPTOP_CREDENTIALS: CloudCredentials = {
  secretId: 'AKID-laptop-execution-role',
  secretKey: 'laptop-secret-key-of-no-value',
  token: 'laptop-session-token',
};

/** The account and region of the laptop's cloud. */
export const LAPTOP_ACCOUNT = { appId: '1250000000', uin: '100000000001', region: 'ap-guangzhou' } as const;
