import COS from 'cos-nodejs-sdk-v5';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';

/** Fetches code that a deployment left in a bucket, as SCF does with its own role. */
export async function readStoredCode(cosUrl: string, Bucket: string, Key: string): Promise<Uint8Array> {
  const { secretId, secretKey, token } = LAPTOP_CREDENTIALS;
  const cos = new COS({
    SecretId: secretId,
    SecretKey: secretKey,
    SecurityToken: token,
    Ip: new URL(cosUrl).host,
    Protocol: 'http:' as const,
  });
  // Otherwise the SDK uses the variable http_proxy.
  cos.on('before-send', (request: { proxy?: string }) => Object.assign(request, { proxy: '' }));
  return (await cos.getObject({ Bucket, Region: LAPTOP_ACCOUNT.region, Key })).Body;
}
