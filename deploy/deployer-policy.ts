import type { PolicyDocument } from './permissions.ts';

export interface DeployerGrounds {
  readonly region: string;
  readonly service: string;
  /** Begins the names of everything of the stage. */
  readonly prefix: string;
  readonly bucket: string | undefined;
  readonly objectPrefix?: string;
  /** Prefix of the stage whose COS triggers are taken over. */
  readonly takenOver?: string | undefined;
}

const FUNCTION = [
  ...['CreateFunction', 'DeleteFunction', 'GetFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration'],
  ...['PublishVersion', 'DeleteFunctionVersion', 'ListVersionByFunction', 'GetAlias', 'UpdateAlias'],
  ...['CreateTrigger', 'UpdateTrigger', 'DeleteTrigger', 'ListTriggers', 'InvokeFunction'],
  ...['GetFunctionEventInvokeConfig', 'UpdateFunctionEventInvokeConfig', 'GetProvisionedConcurrencyConfig'],
  ...['PutProvisionedConcurrencyConfig', 'DeleteProvisionedConcurrencyConfig', 'GetReservedConcurrencyConfig'],
  ...['PutReservedConcurrencyConfig', 'DeleteReservedConcurrencyConfig'],
];
const DOMAIN = ['CreateCustomDomain', 'DeleteCustomDomain', 'GetCustomDomain', 'UpdateCustomDomain'];
/** `PassRole` is what gives a function its role. */
const ROLE = [
  ...['CreateRole', 'DeleteRole', 'UpdateAssumeRolePolicy', 'PassRole'],
  ...['AttachRolePolicy', 'DetachRolePolicy', 'ListAttachedRolePolicies'],
];
/** CAM has no finer resource for policies and lists. */
const CAM = [
  ...['GetUserAppId', 'DescribeRoleList', 'ListPolicies', 'GetPolicy', 'CreatePolicy', 'UpdatePolicy', 'DeletePolicy'],
];
const BUCKET = [
  ...['HeadBucket', 'PutBucket', 'GetBucketACL', 'PutBucketACL', 'GetBucketCORS', 'PutBucketCORS'],
  ...['GetBucketLifecycle', 'PutBucketLifecycle', 'GetBucketEncryption', 'PutBucketEncryption'],
];

/** Topics have ids that nobody knows before; logs can't be deleted with these. */
const LOGS = [
  ...['CreateLogset', 'CreateTopic', 'ModifyTopic', 'CreateIndex', 'ModifyIndex'],
  ...['DescribeLogsets', 'DescribeTopics', 'DescribeIndex', 'SearchLog'],
];

/** What `npm run doctor` reads beside what a deployment reads. None of it has a finer resource, or costs anything. */
const DOCTOR: Readonly<Record<string, readonly string[]>> = {
  cam: ['ListAttachedUserAllPolicies'],
  faceid: ['DetectAuth', 'GetActionSequence', 'GetEidToken'],
  scf: ['ListLayers'],
  sms: ['DescribeSmsSignList', 'DescribeSmsTemplateList', 'SmsPackagesStatistics'],
  ssl: ['DescribeCertificate'],
  vpc: ['DescribeSubnets'],
};

/**
 * What whoever deploys, checks with `npm run doctor`, updates, looks at logs and removes a stage needs, for a policy of
 * their CAM user. It reads and writes no file of a person: of objects only the code below `deploy/`.
 */
export function deployerPolicy(grounds: DeployerGrounds): PolicyDocument {
  const { region, service, prefix, bucket, objectPrefix = '', takenOver } = grounds;
  const functions = (begin: string) => [`qcs::scf:${region}::namespace/default/function/${begin}*`];
  const allow = (product: string, names: readonly string[], resource: readonly string[]) => ({
    effect: 'allow',
    action: names.map((name) => `${product}:${name}`).toSorted(),
    resource,
  });
  const place = bucket && `qcs::cos:${region}:uid/${bucket.slice(bucket.lastIndexOf('-') + 1)}:${bucket}`;
  return {
    version: '2.0',
    statement: [
      allow('scf', FUNCTION, functions(prefix)),
      // Triggers of other stages on the same bucket.
      allow('scf', ['ListTriggers'], functions(`${service}-`)),
      ...(takenOver ? [allow('scf', ['DeleteTrigger'], functions(takenOver))] : []),
      allow('scf', ['ListFunctions', 'GetAccount', ...DOMAIN], ['*']),
      allow('cam', ROLE, [`qcs::cam:::roleName/${prefix}*`]),
      allow('cam', CAM, ['*']),
      ...(place ? [allow('cos', BUCKET, [`${place}/*`]), allow('cos', ['PutObject'], [`${place}/deploy/*`])] : []),
      // What the desk has sealed, to verify it: ids and hashes.
      ...(place ? [allow('cos', ['GetBucketObjectVersions', 'GetObject'], [`${place}/${objectPrefix}seals/*`])] : []),
      allow('cls', LOGS, ['*']),
      allow('ssm', ['CreateSecret', 'GetSecretValue'], ['*']),
      ...Object.entries(DOCTOR).map(([product, names]) => allow(product, names, ['*'])),
    ],
  };
}
