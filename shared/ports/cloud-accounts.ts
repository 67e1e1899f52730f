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
  of(accountId: string): Promise<CloudAccount>;
  /** Replaces a role that was linked before. */
  link(accountId: string, roleArn: string): Promise<void>;
  /** Fine when none is linked. */
  unlink(accountId: string): Promise<void>;
}
