import { type BucketRule, CORS_RULES, ENCRYPTION, lifecycleRules } from './bucket-rules.ts';
import { type Call, cos } from './calls.ts';
import type { ActualBucket } from './cloud.ts';
import type { DesiredState } from './desired-state.ts';
import { isSame } from './is-same.ts';

/** The calls that create the bucket, and give it the settings of a stage beside those of others. */
export function bucketChanges(
  is: ActualBucket | undefined,
  { bucket, region, objectPrefix }: DesiredState,
): readonly Call[] {
  if (!bucket) return [];
  const place = { Bucket: bucket, Region: region };
  const own = lifecycleRules(objectPrefix);
  const before = (is?.lifecycle ?? []) as readonly BucketRule[];
  // A PUT replaces all rules.
  const others = before.filter(({ ID }) => !own.some((rule) => rule.ID === ID));
  const isKept = own.every((rule) => before.some((item) => item.ID === rule.ID && isSame(rule, item)));
  return [
    ...(is ? [] : [cos('putBucket', { ...place, ACL: 'private' })]),
    ...(is && !is.isPrivate ? [cos('putBucketAcl', { ...place, ACL: 'private' })] : []),
    ...(is?.isEncrypted
      ? []
      : [cos('putBucketEncryption', { ...place, ServerSideEncryptionConfiguration: ENCRYPTION })]),
    ...(isSame(CORS_RULES, is?.cors) ? [] : [cos('putBucketCors', { ...place, CORSRules: CORS_RULES })]),
    ...(isKept ? [] : [cos('putBucketLifecycle', { ...place, Rules: [...others, ...own] })]),
  ];
}
