import { describe, expect, it } from 'vitest';
import { type SignedRequest, verifyTc3 } from './tc3.ts';

// The worked example of the vendor's documentation of signature method v3; the asterisks are part of it. It has no
// session token.
const CREDENTIALS = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3*******',
  token: 'session-token',
};
const SIGNED_AT = new Date(1551113065 * 1000);
const SIGNATURE = '2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c';
const SCOPE = '2019-02-25/cvm/tc3_request';

const authorization = (secretId: string, signature: string, signedHeaders = 'content-type;host') =>
  `TC3-HMAC-SHA256 Credential=${secretId}/${SCOPE}, SignedHeaders=${signedHeaders}, Signature=${signature}`;

const EXAMPLE: SignedRequest = {
  method: 'POST',
  headers: {
    authorization: authorization(CREDENTIALS.secretId, SIGNATURE),
    'content-type': 'application/json; charset=utf-8',
    host: 'cvm.tencentcloudapi.com',
    'x-tc-timestamp': '1551113065',
    'x-tc-token': 'session-token',
  },
  body: Buffer.from('{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'),
};

const withHeaders = (headers: Record<string, string | undefined>): SignedRequest => ({
  ...EXAMPLE,
  headers: { ...EXAMPLE.headers, ...headers },
});
const secondsLater = (seconds: number) => new Date(SIGNED_AT.getTime() + seconds * 1000);

describe('verifyTc3', () => {
  it("accepts the vendor's example, and returns its service", () => {
    const service = verifyTc3(EXAMPLE, CREDENTIALS, SIGNED_AT);

    expect(service).toBe('cvm');
  });

  it('accepts a port in Host that was not signed', () => {
    const service = verifyTc3(withHeaders({ host: 'cvm.tencentcloudapi.com:8080' }), CREDENTIALS, SIGNED_AT);

    expect(service).toBe('cvm');
  });

  it.each([300, -300])('accepts a clock that is %d seconds off', (seconds) => {
    const service = verifyTc3(EXAMPLE, CREDENTIALS, secondsLater(seconds));

    expect(service).toBe('cvm');
  });

  it.each([
    ['no authorization', 'InvalidAuthorization', withHeaders({ authorization: undefined })],
    ['another algorithm', 'InvalidAuthorization', withHeaders({ authorization: 'Bearer abc' })],
    ['no timestamp', 'SignatureExpire', withHeaders({ 'x-tc-timestamp': undefined })],
    ['a timestamp of another day', 'SignatureExpire', withHeaders({ 'x-tc-timestamp': '1551199465' })],
    ['an unknown id', 'SecretIdNotFound', withHeaders({ authorization: authorization('AKIDother', SIGNATURE) })],
    ['no token', 'TokenFailure', withHeaders({ 'x-tc-token': undefined })],
    ['another token', 'TokenFailure', withHeaders({ 'x-tc-token': 'another-token' })],
    ['another body', 'SignatureFailure', { ...EXAMPLE, body: Buffer.from('{"Limit": 100}') }],
    ['another host', 'SignatureFailure', withHeaders({ host: 'cbs.tencentcloudapi.com' })],
    ['another second', 'SignatureFailure', withHeaders({ 'x-tc-timestamp': '1551113066' })],
    [
      'too few signed headers',
      'SignatureFailure',
      withHeaders({ authorization: authorization(CREDENTIALS.secretId, SIGNATURE, 'host') }),
    ],
  ])('refuses %s with AuthFailure.%s', (_, code, request) => {
    const verify = () => verifyTc3(request, CREDENTIALS, SIGNED_AT);

    expect(verify).toThrow(expect.objectContaining({ name: 'CloudApiError', code: `AuthFailure.${code}` }));
  });

  it('refuses a signature with another key', () => {
    const verify = () => verifyTc3(EXAMPLE, { ...CREDENTIALS, secretKey: 'another-key' }, SIGNED_AT);

    expect(verify).toThrow(expect.objectContaining({ code: 'AuthFailure.SignatureFailure' }));
  });

  it.each([301, -301])('refuses a clock that is %d seconds off', (seconds) => {
    const verify = () => verifyTc3(EXAMPLE, CREDENTIALS, secondsLater(seconds));

    expect(verify).toThrow(expect.objectContaining({ code: 'AuthFailure.SignatureExpire' }));
  });
});
