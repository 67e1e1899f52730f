import { randomUUID } from 'node:crypto';
import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import * as z from 'zod/mini';

const invocation = z.object({
  FunctionName: z.string(),
  Qualifier: z._default(z.string(), '$LATEST'),
  InvocationType: z._default(z.enum(['RequestResponse', 'Event']), 'RequestResponse'),
  /** The event, as JSON. */
  ClientContext: z._default(z.string(), '{}'),
});

/** Longest event of an asynchronous call. Source: SCF quotas. */
export const MAX_ASYNC_EVENT_BYTES = 128 * 1024;

/**
 * Invoke, asynchronously only. Shapes and codes: Tencent Cloud API scf 2018-04-16.
 *
 * @param invoke passes an event to a version or alias of a function and returns at once; false for an unknown function.
 */
export const scfActions = (
  invoke: (functionName: string, event: unknown, qualifier: string) => boolean,
): CloudActions => ({
  'scf/2018-04-16/Invoke': async (body) => {
    const { FunctionName, Qualifier, InvocationType, ClientContext } = invocation.parse(body);
    if (InvocationType !== 'Event') throw new CloudApiError('UnsupportedOperation.Invoke', 'Only asynchronous calls.');
    if (Buffer.byteLength(ClientContext) > MAX_ASYNC_EVENT_BYTES)
      throw new CloudApiError('InvalidParameterValue.Param', 'The event is too long.');
    if (!invoke(FunctionName, JSON.parse(ClientContext), Qualifier))
      throw new CloudApiError('ResourceNotFound.FunctionName', 'No such function.');
    return { Result: { FunctionRequestId: randomUUID(), InvokeResult: 0, RetMsg: '', ErrMsg: '', Log: '' } };
  },
});
