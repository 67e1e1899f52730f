import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';

const MAX_SECRET_BYTES = 32 * 1024;
const secretName = z.string().check(z.regex(/^[A-Za-z0-9][\w-]{0,127}$/));
const versionId = z.string().check(z.regex(/^[A-Za-z0-9][\w.-]{0,63}$/));
const createRequest = z.strictObject({
  SecretName: secretName,
  VersionId: z._default(versionId, 'SSM_Current'),
  Description: z._default(z.string(), ''),
  SecretString: z.string().check(
    z.minLength(1),
    z.refine((text) => Buffer.byteLength(text) <= MAX_SECRET_BYTES, 'a secret has at most 32 KB'),
  ),
});
const valueRequest = z.strictObject({ SecretName: secretName, VersionId: versionId });

/** Secrets of the secret manager, as text, in memory. Shapes and codes: Tencent Cloud API ssm 2019-09-23. */
export function createSsm(): { readonly actions: CloudActions } {
  /** Texts by version, by name. */
  const secrets = new Map<string, Map<string, string>>();
  return {
    actions: {
      'ssm/2019-09-23/CreateSecret': async (body) => {
        const { SecretName, VersionId, SecretString } = parametersOf(createRequest, body);
        if (secrets.has(SecretName)) throw new CloudApiError('ResourceInUse.SecretExists', 'The secret exists.');
        secrets.set(SecretName, new Map([[VersionId, SecretString]]));
        return { SecretName, VersionId };
      },
      'ssm/2019-09-23/GetSecretValue': async (body) => {
        const { SecretName, VersionId } = parametersOf(valueRequest, body);
        const versions = secrets.get(SecretName);
        if (!versions) throw new CloudApiError('ResourceNotFound.SecretNotExist', 'No such secret.');
        const SecretString = versions.get(VersionId);
        if (SecretString === undefined) throw new CloudApiError('ResourceNotFound', 'No such version.');
        return { SecretName, VersionId, SecretBinary: '', SecretString };
      },
    },
  };
}
