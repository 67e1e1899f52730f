import { config, roleCredentials } from '../config.ts';
import { traceparent } from '../edge/trace.ts';

/** Time for one vendor call: less than every function's own limit in serverless.yml. */
export const VENDOR_TIMEOUT_SECONDS = 8;

/** How the adapters of Tencent Cloud's products call its API. */
export const cloudApi = (timeoutSeconds = VENDOR_TIMEOUT_SECONDS) => ({
  credentials: roleCredentials,
  region: config().COS_REGION,
  endpoint: config().CLOUD_API_ENDPOINT,
  timeoutSeconds,
  traceparent,
});

/** Whether the vendor can fetch an object by its link: not from the store of a private cloud. */
export const storeIsReachable = (): boolean => config().S3_ENDPOINT === undefined;
