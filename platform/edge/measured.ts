import { Failed } from '../ports/failed.ts';
import { alarm, measure } from './log.ts';

/**
 * Wraps a vendor's port: every call logs its duration and outcome: `ok`, the kind of a `Failed`, or `rejected`. A failure
 * that only an operator can put right also raises an alarm that names the setting.
 */
export function measured<P extends object>(port: string, vendor: P): P {
  return new Proxy(vendor, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...parts: unknown[]) => timed(port, name, () => member.apply(target, parts) as unknown);
    },
  });
}

function timed(port: string, operation: string, call: () => unknown): unknown {
  const startedMs = performance.now();
  const answer = call();
  if (!(answer instanceof Promise)) return answer;
  const note = (outcome: string) => {
    const value = Math.round(performance.now() - startedMs);
    measure({ metric: 'vendor-call', value, unit: 'ms', port, operation, outcome });
  };
  return answer.then(
    (value: unknown) => {
      note('ok');
      return value;
    },
    (error: unknown) => {
      note(error instanceof Failed ? error.kind : 'rejected');
      if (error instanceof Failed && error.setting)
        alarm({ port, failure: error.kind, vendorCode: error.vendorCode, setting: error.setting });
      throw error;
    },
  );
}
