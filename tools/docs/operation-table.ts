import type { Contract } from '../../contracts/kit/contract.ts';

/**
 * What a front end must know of each operation to call it, one a line, without the schemas: they would bring 26 kB of zod into
 * its bundle. `isUnsigned`: the caller is not identified, so that the call carries no session.
 */
export function operationTable(contracts: readonly Contract[]): string {
  const lines = contracts.flatMap((contract) =>
    Object.entries(contract).map(([name, { method, path, idempotent, caller }]) => {
      const flags = [
        ...(idempotent ? ['"idempotent": true'] : []),
        ...(caller === 'anonymous' ? ['"isUnsigned": true'] : []),
      ];
      return `  "${name}": { ${[`"method": "${method}"`, `"path": "${path}"`, ...flags].join(', ')} }`;
    }),
  );
  return `{\n${lines.join(',\n')}\n}\n`;
}
