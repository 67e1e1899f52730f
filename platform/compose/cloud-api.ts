import { platformConfig, roleCredentials } from '../config/instance.ts';
import { traceparent } from '../edge/trace.ts';

/** Timeout of one vendor call in seconds: less than every function's own timeout in serverless.yml. */
export const VENDOR_TIMEOUT_SECONDS = 8;

/** Settings of the adapters that call the API of Tencent Cloud. */
export const cloudApi = (timeoutSeconds = VENDOR_TIMEOUT_SECONDS) => ({
  credentials: roleCredentials,
  region: platformConfig().COS_REGION,
  endpoint: platformConfig().CLOUD_API_ENDPOINT,
  timeoutSeconds,
  traceparent,
});
