import type { CloudResource } from '../domain/filing.ts';

/** A cloud server that codes are made for. Other products don't qualify (CS-14). */
export type AuthorizedServer = CloudResource & { readonly product: 'cvm' };

export interface NewAuthorizationCode {
  readonly id: string;
  /** The code in clear. Kept as a keyed hash and its last four characters only. */
  readonly code: string;
  readonly ownerId: string;
  readonly server: AuthorizedServer;
  /** The only account that may use it; left out: whoever knows it. */
  readonly targetId?: string | undefined;
}

/** `free`: nobody uses it · `in-use`: a filing under way does · `used`: a filing with it was approved. */
export type AuthorizationCodeState = 'free' | 'in-use' | 'used';

export interface AuthorizationCode {
  readonly id: string;
  readonly lastFour: string;
  readonly ownerId: string;
  readonly targetId?: string | undefined;
  readonly server: AuthorizedServer;
  readonly state: AuthorizationCodeState;
  /** The filing that uses it; undefined when it is free. */
  readonly filingId?: string | undefined;
  readonly createdAt: Date;
}

/** 备案授权码: one code, one website. Capital letters and dashes make no difference to a code. */
export interface AuthorizationCodes {
  /**
   * @throws Refused('authorization-code.too-many') when the owner has `maxPerServer` codes of this server;
   * Refused('authorization-code.target-unknown') when there is no such target account.
   */
  create(code: NewAuthorizationCode, maxPerServer: number): Promise<AuthorizationCode>;
  /** Newest first. */
  ofOwner(ownerId: string): Promise<readonly AuthorizationCode[]>;
  /**
   * @throws Refused('authorization-code.unknown') also for another owner's; Refused('authorization-code.in-use') while a filing has it.
   */
  remove(id: string, ownerId: string): Promise<void>;
  find(code: string): Promise<AuthorizationCode | undefined>;
  /**
   * Makes exactly these codes the ones that a filing uses; those that it used before and are not among them become free. Joins the
   * running transaction. Codes become free again by themselves when the filing is abandoned or expires.
   *
   * @throws Refused('authorization-code.unusable') when one of them is unknown, is another account's, or another filing uses it.
   */
  use(codes: readonly string[], by: { readonly filingId: string; readonly applicantId: string }): Promise<void>;
}
