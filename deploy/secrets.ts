import { randomBytes } from 'node:crypto';
import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ssm/v20190923/ssm_client.js';
import * as z from 'zod/mini';
import { type CloudApiSettings, callCloudApi, clientConfig } from '../platform/adapters/tencent/client.ts';
import { jsonOf } from './json-of.ts';

const answer = z.object({ SecretString: z.string() });
const variables = z.record(z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/)), z.string().check(z.minLength(1)));

/** The keys that a new deployment needs. Each has 32 random bytes. @param keyId names the key that seals. */
export const newKeys = (keyId: string): Readonly<Record<string, string>> => ({
  SESSION_KEY: randomKey(),
  BLIND_INDEX_KEY: randomKey(),
  SEAL_KEYS: `${keyId}:${randomKey()}`,
  REVIEW_DESK_SECRET: `whsec_${randomKey()}`,
  REVIEW_WEBHOOK_SECRETS: `whsec_${randomKey()}`,
});

/** Those of the desk, none of which is one of the filing service's. */
export const newDeskKeys = (keyId: string): Readonly<Record<string, string>> => ({
  DESK_SEAL_KEYS: `${keyId}:${randomKey()}`,
  DESK_BLIND_INDEX_KEY: randomKey(),
  DESK_AUDIT_KEY: randomKey(),
});

const randomKey = (): string => randomBytes(32).toString('base64');

/**
 * Creates a secret with these variables, as version `v1` (SSM, CreateSecret).
 *
 * @throws VendorCode `ResourceInUse.SecretExists` when there is one of that name; Failed.
 */
export async function createSecret(
  settings: CloudApiSettings,
  name: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const client = new Client(clientConfig(settings));
  const SecretString = JSON.stringify(variables.parse(values));
  await callCloudApi('secrets', created, () =>
    client.CreateSecret({ SecretName: name, VersionId: 'v1', SecretString }),
  );
}

const created = z.object({ SecretName: z.string() });

/**
 * Variables that an operator keeps in the secret manager (SSM, GetSecretValue): one secret whose text is a JSON object
 * of names and values.
 *
 * @throws VendorCode or Failed when it can't be read; Error when its text has another form, without repeating it.
 */
export async function readSecrets(
  settings: CloudApiSettings,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<Readonly<Record<string, string>>> {
  const client = new Client(clientConfig(settings));
  const { SecretString } = await callCloudApi('secrets', answer, () =>
    client.GetSecretValue({ SecretName: name, VersionId: version }),
  );
  const parsed = variables.safeParse(jsonOf(SecretString));
  if (!parsed.success) throw new Error(`凭据 ${name} 的内容不是 {"变量名": "值"} 形式的 JSON。`);
  return parsed.data;
}
