import type { Clock } from '../../ports/clock.ts';
import { Failed } from '../../ports/failed.ts';
import { type CloudApiSettings, type RoleCredentials, VendorCode } from './client.ts';
import { createRoleSessions, type SessionPolicy } from './role-sessions.ts';

const PORT = 'upload-credentials';
/** The longest permit and a minute: what a credential has signed ends with the credential. */
const SPARE_SECONDS = 960;

export interface UploadCredentialsSettings extends CloudApiSettings {
  readonly clock: Clock;
  /** The role that signs grants: `qcs::cam::uin/<uin>:roleName/<name>`. */
  readonly roleArn: string;
  /** Full name, `<name>-<appid>`. */
  readonly bucket: string;
  /** What the stage's keys begin with in the bucket. */
  readonly prefix?: string;
}

/** What signs upload grants. */
export interface UploadCredentials {
  /** Valid for at least 16 minutes more. @throws Failed('upload-credentials', …) */
  current(): Promise<RoleCredentials>;
}

/**
 * Credentials that sign upload grants: they write below `incoming/` and do nothing else, so that neither a header nor a
 * parameter that is added to a grant gives more. One AssumeRole serves all grants of an instance for more than an hour.
 */
export function createUploadCredentials(settings: UploadCredentialsSettings): UploadCredentials {
  const { roleArn } = settings;
  const sessionOf = createRoleSessions({
    ...settings,
    port: PORT,
    policy: uploadsOnly(settings),
    spareSeconds: SPARE_SECONDS,
  });
  return {
    async current() {
      try {
        return await sessionOf(roleArn);
      } catch (error) {
        if (error instanceof VendorCode) throw new Failed(PORT, 'refused', error.code);
        throw error;
      }
    },
  };
}

/**
 * A copy needs `GetObject` on its source, an ACL `PutObjectACL`, tags `PutObjectTagging`: none is here. The condition
 * keeps a header from choosing a dearer storage class or an ACL. Source: COS, product/436/30580 and 436/46205.
 */
const uploadsOnly = ({ region, bucket, prefix = '' }: UploadCredentialsSettings): SessionPolicy => ({
  version: '2.0',
  statement: [
    {
      effect: 'allow',
      action: ['name/cos:PutObject', 'name/cos:PostObject'],
      resource: [`qcs::cos:${region}:uid/${bucket.slice(bucket.lastIndexOf('-') + 1)}:${bucket}/${prefix}incoming/*`],
      condition: { string_equal_if_exist: { 'cos:x-cos-acl': 'default', 'cos:x-cos-storage-class': 'STANDARD' } },
    },
  ],
});
