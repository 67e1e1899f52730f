import type { Contract } from '../../contracts/kit/contract.ts';
import type { ServerlessService } from '../../deploy/manifest/serverless-yml.ts';
import type { FunctionHost } from '../../local/function-host.ts';
import { routesOf } from '../../platform/edge/routes.ts';
import { inProcessHost } from './in-process-host.ts';

/** What a function was asked to do, and what it gave the platform, which writes it into its log. */
export interface Invocation {
  readonly functionName: string;
  /** Operation of the contract; undefined for an event that is no request, and for a path that nobody serves. */
  readonly operation: string | undefined;
  /** Undefined when it threw. */
  readonly value: unknown;
  /** Message and stack of what it threw. */
  readonly error: string | undefined;
}

interface Request {
  readonly httpMethod?: string;
  readonly path?: string;
}

/** A host of functions in this process that keeps every invocation: of requests, events and timers alike. */
export function watchedHost(contracts: Readonly<Record<string, Contract>>) {
  const invocations: Invocation[] = [];
  const operationOf = (functionName: string, { httpMethod, path }: Request): string | undefined => {
    const contract = contracts[functionName];
    return contract && httpMethod && path ? routesOf(contract)(httpMethod, path)?.name : undefined;
  };
  const hostFunctions = (service: ServerlessService): FunctionHost => {
    const host = inProcessHost(service);
    return {
      ...host,
      async invoke(functionName, event, options) {
        const result = await host.invoke(functionName, event, options);
        invocations.push({
          functionName,
          operation: operationOf(functionName, event as Request),
          value: result.ok ? result.value : undefined,
          error: result.ok ? undefined : result.message,
        });
        return result;
      },
    };
  };
  return { invocations: invocations as readonly Invocation[], hostFunctions };
}
