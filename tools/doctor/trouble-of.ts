import { codeOf, later, type Meanings, meaningOf, type Outcome, trouble, withCode } from './outcome.ts';

/** Thrown by what a check needs first: the sentence is for the operator. */
export class CannotCheck extends Error {
  override readonly name = 'CannotCheck';
  constructor(
    message: string,
    readonly todo: string,
  ) {
    super(message);
  }
}

/** Thrown where another check has told what is wrong. */
export class Waits extends Error {
  override readonly name = 'Waits';
}

/** @param option of the command, for another service than the filing service. */
export const newPolicy = (option = ''): string =>
  `运行 npm run plan -- --policy${option}，在访问管理 CAM 里用打印的内容更新部署人的策略；一两分钟后再运行一次。`;

/** The Cloud API's common codes, those of transport, and COS's. Source: Cloud API 3.0, common error codes. */
const MEANINGS: Meanings = [
  [
    /^AuthFailure\.SignatureExpire$|^RequestTimeTooSkewed$/,
    '本机的时间不准',
    '打开这台电脑的自动对时（误差须在 5 分钟以内），再运行一次。',
  ],
  [
    /^AuthFailure(\.(?!UnauthorizedOperation)|$)|^InvalidAccessKeyId$|^SignatureDoesNotMatch$/,
    '密钥不对、已停用或已过期',
    '在访问管理 CAM › 用户 › API 密钥里核对 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY；用临时密钥时还要有 TENCENTCLOUD_SESSION_TOKEN。',
  ],
  [/^(AuthFailure\.)?UnauthorizedOperation(\.CamNoAuth)?$|^AccessDenied$/, '部署人没有这项权限', newPolicy()],
  [/^(RequestLimitExceeded|LimitExceeded)/, '云 API 说请求太多', '几分钟后再运行一次。'],
  [
    /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$|reason: (connect|getaddrinfo)|network timeout/,
    '连不上云 API',
    '检查这台电脑的网络、代理（https_proxy）和防火墙。',
  ],
];

/**
 * What an error of the Cloud API, COS or the network means. Only the code of an unknown one is told: messages may repeat
 * values.
 */
export function troubleOf(error: unknown): Outcome {
  if (error instanceof Waits) return later(error.message);
  if (error instanceof CannotCheck) return trouble(error.message, error.todo);
  return (
    meaningOf(MEANINGS, error) ??
    trouble(
      withCode('没能查成', codeOf(error)),
      '检查这台电脑的网络后再运行一次；仍然这样的，按错误码查该产品的 API 文档，或提工单。',
    )
  );
}
