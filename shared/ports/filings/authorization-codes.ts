import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { AuthorizationCode, AuthorizedServer } from '../../domain/authorization-code.ts';

/** A code to be stored. */
export interface NewAuthorizationCode {
  readonly id: string;
  /** The code in clear. Only a keyed hash and the last four characters are stored. */
  readonly code: string;
  readonly ownerId: string;
  readonly server: AuthorizedServer;
  /** The only account that may use it; when left out, anyone who knows the code. */
  readonly targetId?: string | undefined;
}

/** 备案授权码: one code allows one website. Case and dashes do not matter in a code. */
export interface AuthorizationCodes {
  /**
   * Stores a new code; joins the running transaction.
   *
   * @throws Refused('authorization-code.too-many') when the owner has `maxPerServer` codes of this server;
   * Refused('authorization-code.target-unknown') when there is no such target account.
   */
  create(code: NewAuthorizationCode, maxPerServer: number): Promise<AuthorizationCode>;
  /** All codes that an account has created, newest first. */
  ofOwner(ownerId: string): Promise<readonly AuthorizationCode[]>;
  /**
   * Deletes a code that no filing uses.
   *
   * @throws Refused('authorization-code.unknown') for a missing code and for another owner's;
   * Refused('authorization-code.in-use') while a filing uses it.
   */
  remove(id: string, ownerId: string): Promise<void>;
  /** The code with this text; undefined when there is none. */
  findByCode(code: string): Promise<AuthorizationCode | undefined>;
  /**
   * Makes exactly these codes the ones that a filing uses and frees those it used before. Joins the running
   * transaction. Codes become free again when the filing is abandoned or expires.
   *
   * @throws Refused('authorization-code.unusable') when a code is unknown, belongs to another account, or is used by
   * another filing.
   */
  assignToFiling(
    codes: readonly string[],
    by: { readonly filingId: FilingId; readonly applicantId: string },
  ): Promise<void>;
}
