import type { Contract, Operation } from './contract.ts';

export interface Match<C extends Contract> {
  readonly name: keyof C & string;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

/** Turns `/v1/filings/{filingId}` into a pattern with named groups. A parameter never spans a slash. */
function pattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]{1,200})')}/?$`);
}

/** Finds operations by method and path. Patterns are made once per instance. */
export function routesOf<C extends Contract>(contract: C): (method: string, path: string) => Match<C> | undefined {
  const routes = Object.entries(contract).map(([name, operation]) => ({
    name,
    operation,
    regex: pattern(operation.path),
  }));
  return (method, path) => {
    for (const { name, operation, regex } of routes) {
      const groups = operation.method === method ? regex.exec(path) : null;
      if (groups) return { name, operation, params: { ...groups.groups } };
    }
    return undefined;
  };
}
