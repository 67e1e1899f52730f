/** A person's own account at the cloud, seen through a role that he grants us. */
export interface CloudAccount {
  /**
   * What the role must ask for (ExternalId): the same for an account for ever, another for every account. It keeps others from having us
   * look through a role that was granted for this one; by itself it opens nothing.
   */
  readonly externalId: string;
  /** `qcs::cam::uin/…:roleName/…`; undefined: none is linked. */
  readonly roleArn?: string | undefined;
}

/** The cloud accounts that people have linked. */
export interface CloudAccounts {
  /** What an account has linked, and its ExternalId, which it has also while nothing is linked. */
  cloudAccountOf(accountId: string): Promise<CloudAccount>;
  /** Links a role, in the place of one that was linked before. It is kept sealed. */
  link(accountId: string, roleArn: string): Promise<void>;
  /** Forgets the role of an account; fine when none is linked. */
  unlink(accountId: string): Promise<void>;
}

/** Roles in other cloud accounts, as the cloud lets us take them on. */
export interface CloudRoles {
  /** The cloud account that a role has to trust: the operator's. @throws Failed('cloud-roles', …) */
  operatorUin(): Promise<string>;
  /**
   * Whether the role is there and lets the operator's account in with this ExternalId.
   *
   * @throws Failed('cloud-roles', …) when the cloud does not say.
   */
  canAssume(roleArn: string, externalId: string): Promise<boolean>;
}
