import type { FilingId } from '../../contracts/kit/record-id.ts';
import type { CloudResource } from './filing/filing.ts';
import type { FilingState } from './filing/machine.ts';

/** A cloud server that can have codes. Other products don't qualify (CS-14). */
export type AuthorizedServer = CloudResource & { readonly product: 'cvm' };

/** `free`: not used · `in-use`: by an open filing · `used`: by an approved filing. */
export type AuthorizationCodeState = 'free' | 'in-use' | 'used';

/** 备案授权码: the right to file one website on the server of another account. */
export interface AuthorizationCode {
  readonly id: string;
  readonly lastFour: string;
  readonly ownerId: string;
  /** The only account that may use it; undefined: everybody who knows the code. */
  readonly targetId?: string | undefined;
  readonly server: AuthorizedServer;
  readonly state: AuthorizationCodeState;
  /** The filing that uses it; undefined: none. */
  readonly filingId?: string | undefined;
  readonly createdAt: Date;
}

/** A filing in these states has released its codes. */
const RELEASED: readonly FilingState[] = ['declined', 'abandoned', 'expired'];

/** The state of a code by the state of the filing that took it; undefined: no filing did. */
export function authorizationCodeState(filingState: FilingState | undefined): AuthorizationCodeState {
  if (filingState === undefined || RELEASED.includes(filingState)) return 'free';
  return filingState === 'approved' || filingState === 'revoked' ? 'used' : 'in-use';
}

/** Whether an account may use a code. */
export const isMeantFor = (
  { targetId }: Pick<AuthorizationCode, 'targetId'>,
  applicantId: string | undefined,
): boolean => targetId === undefined || targetId === applicantId;

/** Whether another filing holds a code. */
export const isHeldByOther = (
  { filingId: holder }: Pick<AuthorizationCode, 'filingId'>,
  filingId: FilingId | undefined,
): boolean => holder !== undefined && holder !== filingId;
