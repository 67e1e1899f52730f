import { ApiError } from '../../../contracts/client/api-error.ts';
import { type HttpRequest, type HttpResponse, patiently } from '../../../contracts/client/http-client.ts';
import { type AnyInput, addressOf } from '../../../contracts/kit/address.ts';
import { sleep } from '../../../ui/sleep.ts';
import { type Input, OPERATIONS, type OperationName, type Reply } from './operations.ts';
import { pageKey } from './page-key.ts';
import { endSession } from './session.ts';

/** Codes that say that the session is over. */
const ENDED: readonly string[] = ['session.missing', 'session.invalid', 'staff-session.elsewhere'];

/** Redirects lead away from the desk: none is followed. */
async function send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const response = await fetch(url, {
    method,
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
    ...(body !== undefined && { body }),
  });
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

/** Whoever wrote to an applicant is told what was found in their words, and says whether it is meant. */
const isConfirmed = ({ message, facts }: ApiError): boolean =>
  window.confirm([message, ...(facts.fields ?? []).map((field) => field.message), '照这样发给申请人？'].join('\n'));

/** Calls one operation of the desk: `await call('showCase', { params: { caseId } })`. @throws ApiError */
export async function call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Reply<Name>> {
  const { params, query, body } = input as AnyInput;
  const { method, path } = OPERATIONS[name];
  const key = pageKey();
  const request = {
    method,
    url: addressOf(path, { ...(params && { params }), ...(query && { query }) }),
    headers: {
      ...(key !== undefined && { 'x-desk-key': key }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
  try {
    return (await patiently({ send, sleep, onSessionEnd: () => {} }, request)) as Reply<Name>;
  } catch (caught) {
    if (caught instanceof ApiError && caught.code === 'words.to-confirm' && isConfirmed(caught))
      return call(name, { ...(input as object), body: { ...(body as object), confirmsWords: true } } as Input<Name>);
    if (caught instanceof ApiError && ENDED.includes(caught.code)) endSession(caught.message);
    throw caught;
  }
}
