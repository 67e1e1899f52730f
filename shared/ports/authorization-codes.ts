import type { AuthorizationCode, AuthorizedServer } from '../domain/authorization-code.ts';

export interface NewAuthorizationCode {
  readonly id: string;
  /** The code in clear. Kept as a keyed hash and its last four characters only. */
  readonly code: string;
  readonly ownerId: string;
  readonly server: AuthorizedServer;
  /** The only account that may use it; left out: whoever knows it. */
  readonly targetId?: string | undefined;
}

/** 备案授权码: one code, one website. Capital letters and dashes make no difference to a code. */
export interface AuthorizationCodes {
  /**
   * Keeps a new code; joins the running transaction.
   *
   * @throws Refused('authorization-code.too-many') when the owner has `maxPerServer` codes of this server;
   * Refused('authorization-code.target-unknown') when there is no such target account.
   */
  create(code: NewAuthorizationCode, maxPerServer: number): Promise<AuthorizationCode>;
  /** All that an account has made, newest first. */
  ofOwner(ownerId: string): Promise<readonly AuthorizationCode[]>;
  /**
   * Takes a code back that nobody uses.
   *
   * @throws Refused('authorization-code.unknown') also for another owner's; Refused('authorization-code.in-use') while a filing has it.
   */
  remove(id: string, ownerId: string): Promise<void>;
  /** The code that is written so; undefined when there is none. */
  findByCode(code: string): Promise<AuthorizationCode | undefined>;
  /**
   * Makes exactly these codes the ones that a filing uses; those that it used before and are not among them become free. Joins the
   * running transaction. Codes become free again by themselves when the filing is abandoned or expires.
   *
   * @throws Refused('authorization-code.unusable') when one of them is unknown, is another account's, or another filing uses it.
   */
  assignToFiling(
    codes: readonly string[],
    by: { readonly filingId: string; readonly applicantId: string },
  ): Promise<void>;
}
