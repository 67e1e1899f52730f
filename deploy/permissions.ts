import { CLOUD_ROLE_NAME } from '../shared/domain/identity/cloud-role-name.ts';

/** A CAM policy or trust document. */
export interface PolicyDocument {
  readonly version: '2.0';
  readonly statement: readonly Readonly<Record<string, unknown>>[];
}

/** Where a policy's resources are. */
export interface Grounds {
  readonly region: string;
  readonly bucket: string | undefined;
  /** Where the desk keeps its seals, if not there. */
  readonly sealBucket?: string | undefined;
  /** What the stage's keys begin with in the bucket. */
  readonly objectPrefix?: string;
  /** Deployed names of the service's functions, by their names in serverless.yml. */
  readonly functions: Readonly<Record<string, string>>;
  /** Name of the role that signs upload grants. */
  readonly uploadRole: string;
}

interface Grant {
  /** The source file whose presence in a bundle requires the grant: it makes the calls. */
  readonly of: string;
  readonly action: readonly string[];
  readonly resource: (grounds: Grounds) => readonly string[];
}

/** Keys of the bucket. An empty account would mean the one that owns the policy. Source: CAM, resource description. */
const objects =
  (keys: string) =>
  ({ region, bucket, objectPrefix = '' }: Grounds): readonly string[] =>
    bucket
      ? [`qcs::cos:${region}:uid/${bucket.slice(bucket.lastIndexOf('-') + 1)}:${bucket}/${objectPrefix}${keys}`]
      : [];
/** What an adapter of a cloud product calls that has no finer resource than `*`. */
const anywhere = (file: string, ...action: readonly string[]): Grant => ({
  of: `shared/adapters/tencent/${file}`,
  action,
  resource: () => ['*'],
});

const UPLOADS = objects('incoming/*');
const VIEWS = objects('views/*');
const CLEAN = objects('clean/*');
const CERTIFICATES = objects('clean/certificates/*');
const MATERIALS = objects('clean/materials/*');
const DESK = objects('clean/desk/*');
const DESK_VIEWS = objects('views/desk/*');
const SEALS = (grounds: Grounds) => objects('seals/*')({ ...grounds, bucket: grounds.sealBucket || grounds.bucket });
const look = 'cos:HeadObject';
/** Also of a signed link, which has the rights of whoever signs it. */
const read = 'cos:GetObject';
const write = 'cos:PutObject';
/**
 * Where the bucket keeps versions, a deletion lists those of its key. The resource of a list is its prefix. Source: COS's
 * SDK, `listObjectVersions`.
 */
const remove = ['cos:DeleteObject', 'cos:GetBucketObjectVersions'];
/** A copy of an object onto itself. */
const touch = [look, read, write];

const ofUploadRole = ({ uploadRole }: Grounds) => [`qcs::cam:::roleName/${uploadRole}`];

/**
 * What each file calls. Objects by verb and prefix; nothing may touch `deploy/`. Other products have no finer resource
 * than `*`, except SCF and the roles.
 */
const GRANTS: readonly Grant[] = [
  { of: 'shared/application/vitals.ts', action: [look], resource: objects('views/health') },
  { of: 'shared/application/views.ts', action: [read, write], resource: VIEWS },
  { of: 'shared/application/end-views.ts', action: remove, resource: VIEWS },
  { of: 'functions/intake/take-in.ts', action: [look, read, ...remove], resource: UPLOADS },
  { of: 'functions/intake/take-in.ts', action: [look, write, ...remove], resource: CLEAN },
  { of: 'functions/ocr/read-certificate.ts', action: [look, ...remove], resource: CERTIFICATES },
  { of: 'functions/ocr/asked-places.ts', action: [read], resource: CERTIFICATES },
  { of: 'functions/ocr/compare-portrait.ts', action: [read], resource: CLEAN },
  { of: 'functions/upload/show-document.ts', action: [look, read], resource: CLEAN },
  { of: 'functions/upload/show-document.ts', action: [write], resource: VIEWS },
  { of: 'functions/upload/reuse-picture.ts', action: [read], resource: CLEAN },
  { of: 'functions/upload/reuse-picture.ts', action: [write], resource: UPLOADS },
  { of: 'functions/liveness/media.ts', action: [read], resource: CLEAN },
  { of: 'functions/liveness/key-frames.ts', action: [write, ...remove], resource: MATERIALS },
  { of: 'shared/application/open-checks.ts', action: remove, resource: CLEAN },
  { of: 'shared/application/forgetting.ts', action: remove, resource: UPLOADS },
  { of: 'shared/application/forgetting.ts', action: remove, resource: CLEAN },
  { of: 'shared/application/forgetting.ts', action: remove, resource: VIEWS },
  { of: 'functions/me/export-data.ts', action: [read], resource: CLEAN },
  { of: 'functions/delivery/build-package.ts', action: [read], resource: CLEAN },
  { of: 'functions/delivery/submit-recovery.ts', action: [read], resource: CLEAN },
  { of: 'functions/retention/delete-expired.ts', action: remove, resource: CLEAN },
  { of: 'functions/upload-sweep/find-lost-uploads.ts', action: [...touch, ...remove], resource: UPLOADS },
  { of: 'functions/upload-sweep/find-lost-uploads.ts', action: touch, resource: CERTIFICATES },
  { of: 'functions/upload-sweep/find-lost-uploads.ts', action: remove, resource: CLEAN },
  { of: 'desk/application/vitals.ts', action: [look], resource: objects('views/desk/health') },
  { of: 'desk/functions/intake/submit-filing.ts', action: [write, ...remove], resource: DESK },
  { of: 'desk/functions/intake/submit-filing.ts', action: remove, resource: DESK_VIEWS },
  { of: 'desk/functions/timer/keep-promises.ts', action: remove, resource: DESK },
  { of: 'desk/functions/timer/keep-promises.ts', action: remove, resource: DESK_VIEWS },
  { of: 'desk/functions/timer/keep-seals.ts', action: [read, write], resource: SEALS },
  { of: 'desk/application/pack-submission.ts', action: [read], resource: DESK },
  { of: 'desk/functions/api/authority/export-submission.ts', action: [read, write], resource: DESK_VIEWS },
  { of: 'desk/functions/api/cases/look.ts', action: [read], resource: DESK_VIEWS },
  { of: 'desk/functions/api/cases/reveal.ts', action: [write], resource: DESK_VIEWS },
  { of: 'desk/functions/api/cases/open-paper.ts', action: [write], resource: DESK_VIEWS },
  { of: 'desk/functions/api/cases/open-paper.ts', action: [read], resource: DESK },
  { of: 'platform/adapters/tencent/upload-credentials.ts', action: ['sts:AssumeRole'], resource: ofUploadRole },
  {
    of: 'shared/adapters/tencent/courier.ts',
    action: ['scf:InvokeFunction'],
    resource: ({ region, functions }) =>
      functions.delivery ? [`qcs::scf:${region}::namespace/default/function/${functions.delivery}`] : [],
  },
  anywhere(
    'ocr/ocr.ts',
    'ocr:IDCardOCR',
    'ocr:BizLicenseOCR',
    'ocr:GeneralAccurateOCR',
    'ocr:RecognizeGeneralCardWarn',
    'ocr:RecognizeValidIDCardOCR',
  ),
  anywhere('ocr/company-register.ts', 'ocr:VerifyBizLicenseEnterprise3', 'ocr:VerifyBizLicenseEnterprise4'),
  anywhere('liveness/video.ts', 'faceid:GetActionSequence', 'faceid:LivenessCompare', 'faceid:LivenessRecognition'),
  anywhere('liveness/eid.ts', 'faceid:GetEidToken', 'faceid:GetEidResult'),
  anywhere('liveness/hosted.ts', 'faceid:DetectAuth', 'faceid:GetDetectInfoEnhanced'),
  anywhere('liveness/page.ts', 'iai:CompareFace'),
  anywhere('captchas.ts', 'captcha:DescribeCaptchaResult'),
  anywhere('faces/faces.ts', 'iai:DetectFace', 'iai:CompareFace'),
  anywhere('domain-registry.ts', 'domain:DescribeDomainSimpleInfo'),
  anywhere('cloud-services/clb.ts', 'clb:DescribeLoadBalancers'),
  anywhere('cloud-services/cvm.ts', 'cvm:DescribeInstances'),
  anywhere('cloud-services/lighthouse.ts', 'lighthouse:DescribeInstances'),
  anywhere('cloud-roles.ts', 'sts:GetCallerIdentity'),
  anywhere('sms/text-messages.ts', 'sms:SendSms'),
  {
    of: 'shared/adapters/tencent/cloud-roles.ts',
    action: ['sts:AssumeRole'],
    resource: () => [`qcs::cam::uin/*:roleName/${CLOUD_ROLE_NAME}`],
  },
];

/** A function's permissions, derived from the files in its bundle: a file that isn't there needs nothing. */
export function policyOf(inputs: Readonly<Record<string, number>>, grounds: Grounds): PolicyDocument {
  const statement = GRANTS.filter(({ of }) => of in inputs).flatMap(({ action, resource }) => {
    const places = resource(grounds);
    return places.length > 0 ? [{ effect: 'allow', action: action.toSorted(), resource: places }] : [];
  });
  // Several files of a bundle may need the same.
  return { version: '2.0', statement: [...new Map(statement.map((item) => [JSON.stringify(item), item])).values()] };
}

/** The most that an upload grant can do: the role that signs grants can write below `incoming/`, and read nothing. */
export const uploadPolicy = (grounds: Grounds): PolicyDocument => ({
  version: '2.0',
  statement: [{ effect: 'allow', action: ['cos:PostObject', 'cos:PutObject'], resource: UPLOADS(grounds) }],
});

/** Lets a service or an account assume a role. */
const trusting = (principal: Readonly<Record<string, readonly string[]>>): PolicyDocument => ({
  version: '2.0',
  statement: [{ effect: 'allow', action: 'name/sts:AssumeRole', principal }],
});

/** Lets SCF assume the role. */
export const TRUSTS_SCF = trusting({ service: ['scf.qcloud.com'] });

/** Lets those in an account assume the role whose own policy allows it. @param uin of the account. */
export const trustsAccount = (uin: string): PolicyDocument => trusting({ qcs: [`qcs::cam::uin/${uin}:root`] });
