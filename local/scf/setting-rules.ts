import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import type { ScfSettings } from './requests.ts';

/** Characters of a description. Source: SDK, UpdateFunctionConfiguration, which lists no line feed. */
const DESCRIPTION = /^[A-Za-z0-9 ,.\p{Script=Han}]{0,1000}$/u;

/**
 * What SCF says about a function's settings beyond their types. Codes: Java SDK, ScfErrorCode.
 *
 * @throws CloudApiError for what it refuses.
 */
export function checkSettings({ Description, PublicNetConfig }: ScfSettings): void {
  const refuse = (code: string, message: string) => {
    throw new CloudApiError(`InvalidParameterValue.${code}`, message);
  };
  if (!DESCRIPTION.test(Description)) refuse('Description', 'letters, digits, spaces, commas, full stops and Chinese');
  // Source: SCF, fixed egress address (583/38198).
  if (PublicNetConfig?.PublicNetStatus === 'DISABLE' && PublicNetConfig.EipConfig?.EipStatus === 'ENABLE')
    refuse('EipConfig', 'a fixed address needs the public network');
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
