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
