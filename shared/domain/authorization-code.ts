import type { CloudResource } from './filing/filing.ts';
import type { FilingState } from './filing/machine.ts';

/** A cloud server that codes are made for. Other products don't qualify (CS-14). */
export type AuthorizedServer = CloudResource & { readonly product: 'cvm' };

/** `free`: nobody uses it · `in-use`: a filing under way does · `used`: a filing with it was approved. */
export type AuthorizationCodeState = 'free' | 'in-use' | 'used';

/** 备案授权码: the right to file one website on somebody else's server. */
export interface AuthorizationCode {
  readonly id: string;
  readonly lastFour: string;
  readonly ownerId: string;
  /** The only account that may use it; undefined: whoever knows it. */
  readonly targetId?: string | undefined;
  readonly server: AuthorizedServer;
  readonly state: AuthorizationCodeState;
  /** The filing that uses it; undefined when it is free. */
  readonly filingId?: string | undefined;
  readonly createdAt: Date;
}

/** A code by which it is compared: capital letters and dashes make no difference. */
export const normalAuthorizationCode = (code: string): string => code.toUpperCase().replaceAll('-', '');

/** A filing in these states has let go of its codes. */
const LET_GO: readonly FilingState[] = ['abandoned', 'expired'];

/** The state of a code that a filing in `filingState` has taken; undefined: none has. */
export function authorizationCodeState(filingState: FilingState | undefined): AuthorizationCodeState {
  if (filingState === undefined || LET_GO.includes(filingState)) return 'free';
  return filingState === 'approved' || filingState === 'revoked' ? 'used' : 'in-use';
}

/** Whether an account may file with a code at all. */
export const isMeantFor = (
  { targetId }: Pick<AuthorizationCode, 'targetId'>,
  applicantId: string | undefined,
): boolean => targetId === undefined || targetId === applicantId;

/** Whether another filing has a code. */
export const isHeldByOther = (
  { filingId: holder }: Pick<AuthorizationCode, 'filingId'>,
  filingId: string | undefined,
): boolean => holder !== undefined && holder !== filingId;
