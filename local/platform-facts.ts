import type { CloudCredentials } from 'tencent-stand-in/credentials.ts';

/** The account of the functions; the credentials are those of the execution role. */
export interface PlatformAccount {
  readonly appId: string;
  readonly uin: string;
  readonly region: string;
  readonly credentials: CloudCredentials;
}

/**
 * The variables that the platform adds to a function's own. The SDK's names differ (`TENCENTCLOUD_SECRET_ID`); these
 * are the ones that SCF sets. Source: SCF documentation, environment variables.
 *
 * @param codeRoot the directory of the function's code, with a trailing slash.
 */
export function platformEnvironment(
  functionName: string,
  codeRoot: string,
  { appId, uin, region, credentials }: PlatformAccount,
  version = '$LATEST',
): Readonly<Record<string, string>> {
  return {
    TENCENTCLOUD_SECRETID: credentials.secretId,
    TENCENTCLOUD_SECRETKEY: credentials.secretKey,
    TENCENTCLOUD_SESSIONTOKEN: credentials.token,
    TENCENTCLOUD_REGION: region,
    TENCENTCLOUD_APPID: appId,
    TENCENTCLOUD_UIN: uin,
    TENCENTCLOUD_TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_RUNTIME: 'Nodejs20.19',
    SCF_FUNCTIONNAME: functionName,
    SCF_FUNCTIONVERSION: version,
    SCF_NAMESPACE: 'default',
    USER_CODE_ROOT: codeRoot,
    PWD: codeRoot,
    LANG: 'en_US.UTF-8',
  };
}

/**
 * The fields of a handler's context, except `request_id`. Source: SCF documentation, Node.js, "context" (2025-10-29).
 */
export function platformContext(
  functionName: string,
  memoryMb: number,
  timeoutSeconds: number,
  { appId, uin, region }: PlatformAccount,
  version = '$LATEST',
): Readonly<Record<string, string | number>> {
  return {
    memory_limit_in_mb: memoryMb,
    time_limit_in_ms: timeoutSeconds * 1000,
    environment: '{"SCF_NAMESPACE":"default"}',
    environ: 'SCF_NAMESPACE=default;SCF_NAMESPACE=default',
    function_version: version,
    function_name: functionName,
    namespace: 'default',
    tencentcloud_region: region,
    tencentcloud_appid: appId,
    tencentcloud_uin: uin,
  };
}
