import type * as z from 'zod/mini';

/** The caller of an action of the Cloud API stand-in, as proven by the request's TC3 signature and headers. */
export interface CloudCaller {
  readonly secretId: string;
  /** Account in which temporary credentials act; the default is the operator's own. */
  readonly uin?: string;
  /** Header X-TC-Region, when the client sent one. */
  readonly region: string | undefined;
}

/** One action: takes the request's JSON body, returns the content of `Response` (without RequestId). */
export type CloudAction = (request: Record<string, unknown>, caller: CloudCaller) => Promise<Record<string, unknown>>;

/** Actions by `<service>/<version>/<Action>`, e.g. `ocr/2018-11-19/IDCardOCR`. */
export type CloudActions = Readonly<Record<string, CloudAction>>;

/** Thrown by an action: returned as `Response.Error {Code, Message}` with HTTP status 200, as the vendor does. */
export class CloudApiError extends Error {
  override readonly name = 'CloudApiError';
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A request's parameters. @throws CloudApiError with this code when one of them is missing or wrong. */
export function parametersOf<Schema extends z.ZodMiniType>(
  schema: Schema,
  body: Record<string, unknown>,
  code = 'InvalidParameter',
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CloudApiError(code, `The parameter ${parsed.error.issues[0]?.path.join('.')} is missing or wrong.`);
}
