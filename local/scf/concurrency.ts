import { type CloudActions, CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { functionOf, type ScfFunction, type ScfFunctions, versionOf } from './functions.ts';
import { refusingWith } from './recorded-actions.ts';
import { REQUESTS } from './requests.ts';

/** Default quota of an account in Guangzhou, and what is kept of it for functions without a cap. Source: SCF (583/39464). */
const TOTAL_MB = 128_000;
const UNRESERVED_MB = 12_800;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

const provisionedMb = ({ settings, provisioned }: ScfFunction): number =>
  settings.MemorySize * sum([...provisioned.values()].map(({ instances }) => instances));

/**
 * Reserved and provisioned concurrency. The Go SDK lists these codes for these actions; that what is too much gets just them
 * is *unverified*, and so is that a cap below what is provisioned is refused. What is documented is that it can't be more.
 */
export function concurrencyActions(functions: ScfFunctions): CloudActions {
  const on = refusingWith('InvalidParameter');
  const reservedMb = () => sum([...functions.values()].map((is) => is.reservedMb ?? 0));
  const refuse = (kind: string, message: string): never => {
    throw new CloudApiError(`LimitExceeded.Function${kind}ConcurrencyMemory`, message);
  };
  return {
    GetAccount: on(REQUESTS.account, () => ({
      AccountUsage: { TotalConcurrencyMem: TOTAL_MB, TotalAllocatedConcurrencyMem: reservedMb() },
    })),
    GetReservedConcurrencyConfig: on(REQUESTS.function, (request) => ({
      ReservedMem: functionOf(functions, request).reservedMb ?? null,
    })),
    PutReservedConcurrencyConfig: on(REQUESTS.reserve, ({ ReservedConcurrencyMem: mb, ...request }) => {
      const is = functionOf(functions, request);
      if (is.busy.length > 0) throw new CloudApiError('FailedOperation.FunctionVersionStatusNotActive', 'busy');
      if (reservedMb() - (is.reservedMb ?? 0) + mb > TOTAL_MB - UNRESERVED_MB) refuse('Reserved', 'more than is left');
      if (mb < provisionedMb(is)) refuse('Reserved', 'less than is provisioned');
      is.reservedMb = mb;
    }),
    DeleteReservedConcurrencyConfig: on(REQUESTS.function, (request) => {
      functionOf(functions, request).reservedMb = undefined;
    }),
    GetProvisionedConcurrencyConfig: on(REQUESTS.function, (request) => {
      const { provisioned } = functionOf(functions, request);
      const Allocated = [...provisioned].map(([Qualifier, one]) => ({
        Qualifier,
        Status: one.status,
        AllocatedProvisionedConcurrencyNum: one.instances,
        StatusReason: '',
      }));
      for (const item of provisioned.values()) item.status = 'Done';
      return { UnallocatedConcurrencyNum: 100, Allocated };
    }),
    PutProvisionedConcurrencyConfig: on(REQUESTS.provision, (request) => {
      const is = functionOf(functions, request);
      const { Version } = versionOf(is, request.Qualifier);
      const before = is.provisioned.get(Version)?.instances ?? 0;
      const moreMb = (request.VersionProvisionedConcurrencyNum - before) * is.settings.MemorySize;
      if (is.reservedMb !== undefined && provisionedMb(is) + moreMb > is.reservedMb)
        refuse('Provisioned', 'more than is reserved');
      is.provisioned.set(Version, { instances: request.VersionProvisionedConcurrencyNum, status: 'InProgress' });
    }),
    DeleteProvisionedConcurrencyConfig: on(REQUESTS.version, (request) => {
      functionOf(functions, request).provisioned.delete(request.Qualifier);
    }),
  };
}
