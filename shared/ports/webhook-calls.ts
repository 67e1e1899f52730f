/** Why an address is not called: not https · its name has no address · it points into a network that is not public. */
export type AddressProblem = 'insecure' | 'unknown-host' | 'not-public';

export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
}

/** HTTP to addresses that strangers have named. None of it may reach behind our firewall. */
export interface WebhookCalls {
  /** Looks whether an address may be called; undefined when it may. @throws Failed('webhook', …) when no name server answers. */
  problemWith(url: string): Promise<AddressProblem | undefined>;
  /**
   * One POST, to an address that was checked and no other; redirects are answers. What is answered besides the status is not read.
   *
   * @throws Failed('webhook', …): `timeout` after 15 seconds, `refused` with the problem as code, `broken`.
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<WebhookAnswer>;
}
