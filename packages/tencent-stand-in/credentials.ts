/** A key pair with a session token, as a function's execution role gets it. */
export interface CloudCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

/** The only credentials the laptop's cloud accepts. They open nothing but this process tree's loopback servers. */
export const LAPTOP_CREDENTIALS: CloudCredentials = {
  secretId: 'AKID-laptop-execution-role',
  secretKey: 'laptop-secret-key-of-no-value',
  token: 'laptop-session-token',
};

/** The account and place that the laptop's cloud pretends to be. */
export const LAPTOP_ACCOUNT = { appId: '1250000000', uin: '100000000001', region: 'ap-guangzhou' } as const;
