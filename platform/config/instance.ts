import { resolve } from 'node:path';
import { configReader, type ReadConfig } from './configuration.ts';
import { platformVariables } from './platform-variables.ts';

/**
 * The configuration of this instance, read and checked once, on the first call. A function has only the variables that it uses; a
 * deployment has checked that none of those is missing.
 */
export function configOfInstance<C>(read: ReadConfig<C>): () => C {
  let checked: C | undefined;
  return () => {
    checked ??= read(
      process.env,
      Object.keys(process.env).filter((name) => process.env[name] !== ''),
    );
    return checked;
  };
}

/** The platform's own part of the configuration. */
export const platformConfig = configOfInstance(configReader(platformVariables));

/**
 * The execution role's temporary credentials, under the names that SCF gives them. Read at each call: the platform may renew them
 * while an instance is warm.
 */
export function roleCredentials() {
  const { TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, TENCENTCLOUD_SESSIONTOKEN } = process.env;
  return {
    secretId: TENCENTCLOUD_SECRETID ?? '',
    secretKey: TENCENTCLOUD_SECRETKEY ?? '',
    token: TENCENTCLOUD_SESSIONTOKEN ?? '',
  };
}

/** UIN of the main account that the function belongs to, as SCF says it. */
export const accountUin = (): string => process.env.TENCENTCLOUD_UIN ?? '';

/** Absolute path of a file that is deployed beside the code, in the folder that SCF names. */
export const codeFile = (path: string): string => resolve(process.env.USER_CODE_ROOT ?? '', path);
