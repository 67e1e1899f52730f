import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The products of the Cloud API that are in use, each with the version that its SDK has. */
export const SDK_VERSIONS: Readonly<Record<string, string>> = {
  cam: 'v20190116',
  captcha: 'v20190722',
  clb: 'v20180317',
  cls: 'v20201016',
  cvm: 'v20170312',
  domain: 'v20180808',
  faceid: 'v20180301',
  iai: 'v20200303',
  lighthouse: 'v20200324',
  ocr: 'v20181119',
  scf: 'v20180416',
  sms: 'v20210111',
  ssl: 'v20191205',
  ssm: 'v20190923',
  sts: 'v20180813',
  vpc: 'v20170312',
};

/** Actions whose name in a policy is not that of the API. Source: SCF, policy syntax (583/50954); COS (436/30580). */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  cam: ['PassRole'],
  scf: ['InvokeFunction'],
  cos: [
    ...['GetObject', 'HeadObject', 'PutObject', 'PostObject', 'DeleteObject', 'GetBucketObjectVersions', 'GetBucket'],
    ...['HeadBucket', 'PutBucket', 'GetBucketACL', 'PutBucketACL', 'GetBucketCORS', 'PutBucketCORS'],
    ...['GetBucketLifecycle', 'PutBucketLifecycle', 'GetBucketEncryption', 'PutBucketEncryption'],
    ...['GetBucketNotification', 'PutBucketNotification'],
  ],
};

/**
 * Whether CAM knows an action of a policy, such as `ocr:IDCardOCR` or `name/cos:PutObject`: the products' SDK has it, or it
 * is named otherwise in policies.
 */
export function isKnownAction(action: string): boolean {
  const [product = '', name = ''] = action.replace(/^name\//, '').split(':');
  if (name === '*' || BESIDES[product]?.includes(name)) return true;
  const version = SDK_VERSIONS[product];
  if (!version || !/^[A-Z]\w+$/.test(name)) return false;
  const path = `tencentcloud-sdk-nodejs/tencentcloud/services/${product}/${version}/${product}_client.js`;
  const { Client } = require(path) as { readonly Client: { readonly prototype: object } };
  return name in Client.prototype;
}
