import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import type { ScfSettings } from './requests.ts';

/** Characters of a description. Source: SDK, UpdateFunctionConfiguration, which lists no line feed. */
const DESCRIPTION = /^[A-Za-z0-9 ,.\p{Script=Han}]{0,1000}$/u;
/** Source: SCF quotas (583/11637). */
const MAX_ENVIRONMENT_BYTES = 4096;
/** Source: SCF, environment variables (583/30228). */
const VARIABLE = /^[A-Za-z][A-Za-z0-9_]*$/;
const RESERVED = /^(SCF_|QCLOUD_|TENCENTCLOUD_)/;

/** What an account has that a function's settings may name. */
export interface AccountThings {
  readonly hasRole: (name: string) => boolean;
  readonly hasTopic: (logsetId: string, topicId: string) => boolean;
}

/**
 * What SCF says about a function's settings beyond their types. Codes: Java SDK, ScfErrorCode.
 *
 * @param hasRole whether the account has a role, and it has taken effect.
 * @param hasTopic whether it has a log topic, in this log set.
 * @throws CloudApiError for what it refuses.
 */
export function checkSettings(settings: ScfSettings, { hasRole, hasTopic }: AccountThings): void {
  const { Description, PublicNetConfig, MemorySize, Environment, Role, ClsLogsetId, ClsTopicId } = settings;
  const refuse = (code: string, message: string) => {
    throw new CloudApiError(code, message);
  };
  if (!DESCRIPTION.test(Description))
    refuse('InvalidParameterValue.Description', 'letters, digits, spaces, commas, full stops and Chinese');
  if (MemorySize !== 64 && (MemorySize < 128 || MemorySize > 3072 || MemorySize % 128 !== 0))
    refuse('InvalidParameterValue.MemorySize', '64, or 128 to 3072 in steps of 128');
  checkVariables(Environment.Variables, refuse);
  // Source: SCF, fixed egress address (583/38198).
  if (PublicNetConfig?.PublicNetStatus === 'DISABLE' && PublicNetConfig.EipConfig?.EipStatus === 'ENABLE')
    refuse('InvalidParameterValue.EipConfig', 'a fixed address needs the public network');
  // That a topic must be there is *unverified*; the code is SCF's for what is wrong about CLS.
  if ((ClsLogsetId || ClsTopicId) && !hasTopic(ClsLogsetId ?? '', ClsTopicId ?? ''))
    refuse('InvalidParameterValue.Cls', 'no such log topic');
  if (!hasRole(Role)) refuse('ResourceNotFound.Role', `no role ${Role}`);
}

function checkVariables(
  variables: ScfSettings['Environment']['Variables'],
  refuse: (code: string, message: string) => void,
): void {
  if (variables.some(({ Key }) => RESERVED.test(Key)))
    refuse('InvalidParameterValue.EnvironmentSystemProtect', 'a variable of the platform');
  if (variables.some(({ Key, Value }) => !VARIABLE.test(Key) || Value === ''))
    refuse('InvalidParameterValue.Environment', 'a variable has a name that is not allowed, or no value');
  const bytes = variables.reduce((sum, { Key, Value }) => sum + Buffer.byteLength(Key) + Buffer.byteLength(Value), 0);
  if (bytes > MAX_ENVIRONMENT_BYTES)
    refuse('InvalidParameterValue.EnvironmentExceededLimit', `more than ${MAX_ENVIRONMENT_BYTES} bytes`);
}

/** The egress address that every function of a subnet shares, or every function outside of a VPC. */
const EGRESS_IN_VPC = '203.0.113.20';
const EGRESS = '203.0.113.10';

/** Network settings as GetFunction returns them: in a VPC the public network is off unless it is asked for (583/19703). */
export function networkAsRead({ VpcConfig, PublicNetConfig }: ScfSettings) {
  const inVpc = Boolean(VpcConfig?.VpcId);
  const { PublicNetStatus = inVpc ? 'DISABLE' : 'ENABLE', EipConfig } = PublicNetConfig ?? {};
  const EipStatus = EipConfig?.EipStatus ?? 'DISABLE';
  const EipAddress = EipStatus === 'ENABLE' ? [inVpc ? EGRESS_IN_VPC : EGRESS] : [];
  return {
    VpcConfig: VpcConfig ?? { VpcId: '', SubnetId: '' },
    PublicNetConfig: { PublicNetStatus, EipConfig: { EipStatus, EipAddress } },
  };
}
