/** A CAM policy or trust document. */
export interface PolicyDocument {
  readonly version: '2.0';
  readonly statement: readonly Readonly<Record<string, unknown>>[];
}

/** Where a policy's resources are. */
export interface Grounds {
  readonly region: string;
  readonly bucket: string | undefined;
  /** Deployed names of the service's functions, by their names in serverless.yml. */
  readonly functions: Readonly<Record<string, string>>;
}

interface Grant {
  /** The adapter whose presence in a bundle requires the grant. */
  readonly adapter: string;
  readonly action: readonly string[];
  readonly resource: (grounds: Grounds) => readonly string[];
}

/** An empty account means the one that owns the policy. Source: CAM, resource description. */
const objects = ({ region, bucket }: Grounds): readonly string[] => {
  const appId = bucket?.slice(bucket.lastIndexOf('-') + 1);
  return [`qcs::cos:${region}:uid/${appId}:${bucket}/*`];
};
const everywhere = () => ['*'];

/** The actions that each adapter calls. These products have no finer resource than `*`, except COS and SCF. */
const GRANTS: readonly Grant[] = [
  {
    adapter: 'shared/adapters/cos/object-store.ts',
    action: ['cos:GetObject', 'cos:HeadObject', 'cos:PutObject', 'cos:DeleteObject'],
    resource: objects,
  },
  // Where the bucket keeps versions, a deletion deletes all of them.
  {
    adapter: 'shared/adapters/cos/object-store.ts',
    action: ['cos:GetBucketObjectVersions'],
    resource: (grounds) => objects(grounds).map((all) => all.replace(/\*$/, '')),
  },
  {
    adapter: 'shared/adapters/cos/upload-grants.ts',
    action: ['cos:PutObject', 'cos:PostObject'],
    resource: objects,
  },
  {
    adapter: 'shared/adapters/tencent/courier.ts',
    action: ['scf:InvokeFunction'],
    resource: ({ region, functions }) =>
      functions.delivery ? [`qcs::scf:${region}::namespace/default/function/${functions.delivery}`] : [],
  },
  {
    adapter: 'shared/adapters/tencent/ocr/ocr.ts',
    action: ['ocr:IDCardOCR', 'ocr:BizLicenseOCR', 'ocr:RecognizeGeneralCardWarn', 'ocr:RecognizeValidIDCardOCR'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/ocr/company-register.ts',
    action: ['ocr:VerifyBizLicenseEnterprise4'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/liveness/video.ts',
    action: ['faceid:GetActionSequence', 'faceid:LivenessCompare', 'faceid:LivenessRecognition'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/liveness/eid.ts',
    action: ['faceid:GetEidToken', 'faceid:GetEidResult'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/liveness/hosted.ts',
    action: ['faceid:DetectAuth', 'faceid:GetDetectInfoEnhanced'],
    resource: everywhere,
  },
  { adapter: 'shared/adapters/tencent/liveness/page.ts', action: ['iai:CompareFace'], resource: everywhere },
  {
    adapter: 'shared/adapters/tencent/faces/faces.ts',
    action: ['iai:DetectFace', 'iai:CompareFace'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/domain-registry.ts',
    action: ['domain:DescribeDomainSimpleInfo'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/cloud-services/clb.ts',
    action: ['clb:DescribeLoadBalancers'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/cloud-services/cvm.ts',
    action: ['cvm:DescribeInstances'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/cloud-services/lighthouse.ts',
    action: ['lighthouse:DescribeInstances'],
    resource: everywhere,
  },
  {
    adapter: 'shared/adapters/tencent/cloud-roles.ts',
    action: ['sts:AssumeRole', 'sts:GetCallerIdentity'],
    resource: everywhere,
  },
  { adapter: 'shared/adapters/tencent/sms/text-messages.ts', action: ['sms:SendSms'], resource: everywhere },
];

/** A function's permissions, derived from the adapters in its bundle: an adapter that isn't there needs nothing. */
export function policyOf(inputs: Readonly<Record<string, number>>, grounds: Grounds): PolicyDocument {
  const statement = GRANTS.filter(({ adapter }) => adapter in inputs).flatMap(({ action, resource }) => {
    const places = resource(grounds);
    return places.length > 0 ? [{ effect: 'allow', action: action.toSorted(), resource: places }] : [];
  });
  return { version: '2.0', statement };
}

/** Lets SCF assume the role. */
export const TRUST: PolicyDocument = {
  version: '2.0',
  statement: [{ effect: 'allow', action: 'name/sts:AssumeRole', principal: { service: ['scf.qcloud.com'] } }],
};
