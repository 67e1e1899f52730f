import { CosError } from './cos-error.ts';
import type { CosReply } from './cos-reply.ts';
import { type CosRequest, headerOf } from './cos-request.ts';

const EXPOSED = 'ETag, x-cos-request-id, Content-Length, Date';
const METHODS = ['PUT', 'GET', 'POST', 'DELETE', 'HEAD'];

/** The headers of a bucket whose CORS rule allows every origin. */
export const crossOriginHeaders = (origin: string | undefined): Record<string, string> =>
  origin === undefined
    ? {}
    : { 'access-control-allow-origin': origin, 'access-control-expose-headers': EXPOSED, vary: 'Origin' };

/** OPTIONS Object: whether a page may send the request. @throws CosError AccessForbidden */
export function preflight(request: CosRequest): CosReply {
  const method = headerOf(request, 'access-control-request-method');
  if (headerOf(request, 'origin') === undefined || !METHODS.includes(method ?? '')) {
    throw new CosError(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  }
  const requested = headerOf(request, 'access-control-request-headers');
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': METHODS.join(', '),
      'access-control-max-age': '600',
      ...(requested ? { 'access-control-allow-headers': requested } : {}),
    },
  };
}
