/** How a vendor failed: no answer in time, throttled, refused our request, or anything else. */
export type FailureKind = 'timeout' | 'throttled' | 'refused' | 'broken';

/** Further details of a failure. */
export interface FailureDetails extends ErrorOptions {
  /** Seconds after which the vendor accepts a retry, from its `Retry-After`. */
  readonly retryAfterSeconds?: number | undefined;
  /** What only an operator can put right, and where: a setting in the vendor's console. The edge raises an alarm. */
  readonly setting?: OperatorSetting | undefined;
}

/**
 * `wechat-ip-allow-list`: WeChat's 开发管理 › 开发设置 › IP 白名单 lacks the address from which our functions call.
 * `sms-balance`: no SMS package has messages left.
 */
export type OperatorSetting = 'wechat-ip-allow-list' | 'sms-balance';

/**
 * Thrown by an adapter when its vendor fails and the caller is not at fault. The edge replies 503, the outbox retries
 * later.
 *
 * `vendorCode` is the vendor's short code; never its message or body, which may repeat personal data. `cause` is for
 * debugging in process and is never logged.
 */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly retryAfterSeconds: number | undefined;
  readonly setting: OperatorSetting | undefined;
  constructor(
    readonly port: string,
    readonly kind: FailureKind,
    readonly vendorCode: string | undefined = undefined,
    details: FailureDetails = {},
  ) {
    super(`${port}: ${kind}${vendorCode ? ` (${vendorCode})` : ''}`, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.setting = details.setting;
  }
}

/** The vendor looked at what it got and could read nothing, and bills nothing. Looking again seldom helps. */
export class NothingRead extends Failed {
  constructor(port: string, vendorCode: string) {
    super(port, 'broken', vendorCode);
  }
}

/**
 * A budget for paid calls is used up: the vendor was not called. The edge replies 429; use cases that can go on without
 * the call do so, as when the vendor fails.
 */
export class BudgetUsedUp extends Failed {
  constructor(
    /** The service that bills, by its name in the configuration. */
    readonly service: string,
    readonly budget: 'service' | 'account' | 'filing',
    /** Until the next day in Beijing; undefined for a filing, whose budget does not begin anew. */
    retryAfterSeconds: number | undefined,
  ) {
    super(service, 'throttled', `budget-${budget}`, { retryAfterSeconds });
  }
}
