/** A person's own cloud account, accessed through a role that they grant to the operator. */
export interface CloudAccount {
  /**
   * The ExternalId that the role must require. It never changes for a linked role and differs between accounts, so that
   * nobody else can make us use a role that was granted for this one (confused deputy). It is not a secret.
   */
  readonly externalId: string;
  /** `qcs::cam::uin/…:roleName/…`; undefined when no role is linked. */
  readonly roleArn?: string | undefined;
}

export interface LinkedRole {
  readonly externalId: string;
  readonly roleArn: string;
}

/** The cloud accounts that people have linked. */
export interface CloudAccounts {
  /** What an account has linked, and its ExternalId, which exists even when nothing is linked. */
  cloudAccountOf(accountId: string): Promise<CloudAccount>;
  /** Links a role, which requires this ExternalId, and replaces the one linked before. It is stored sealed. */
  link(accountId: string, role: LinkedRole): Promise<void>;
  /** Unlinks the role of an account; does nothing when none is linked. */
  unlink(accountId: string): Promise<void>;
}

/** Roles in other cloud accounts that the operator's account can assume. */
export interface CloudRoles {
  /** The cloud account that a role has to trust: the operator's UIN. @throws Failed('cloud-roles', …) */
  operatorUin(): Promise<string>;
  /**
   * Whether the role exists and the operator's account can assume it with this ExternalId.
   *
   * @throws Failed('cloud-roles', …) when the cloud gives no clear answer.
   */
  canAssume(roleArn: string, externalId: string): Promise<boolean>;
}
