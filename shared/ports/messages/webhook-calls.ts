/**
 * Why an address is not called: not https · neither port 443 nor 8443 · its name does not resolve · it is in a network
 * that is not public.
 */
export type AddressProblem = 'insecure' | 'port' | 'unknown-host' | 'not-public';

/** The reply of an endpoint, without its body. */
export interface WebhookAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
}

/** HTTP requests to addresses given by integrators. None of them may reach behind our firewall (SSRF). */
export interface WebhookCalls {
  /** Why an address must not be called; undefined when it may. @throws Failed('webhook', …) when DNS fails. */
  problemWith(url: string): Promise<AddressProblem | undefined>;
  /**
   * Sends one POST to an address that was checked, and only there; a redirect counts as an answer. The body of the
   * reply is not read.
   *
   * @throws Failed('webhook', …): `timeout` after 15 seconds, `refused` with the problem as code, `broken`.
   */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<WebhookAnswer>;
}
