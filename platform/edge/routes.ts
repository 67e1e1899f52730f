import type { Contract, Operation } from '../../contracts/kit/contract.ts';

/** An operation that matches a request, and the parameters of its path. */
export interface Match<C extends Contract> {
  readonly name: keyof C & string;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

/** In characters. */
const MAX_PARAMETER_LENGTH = 200;

/** A segment of a route's path: literal text, or the name of a parameter. */
type Part = { readonly text: string } | { readonly name: string };

/** Finds operations by method and path. A parameter never contains a slash; one trailing slash is ignored. */
export function routesOf<C extends Contract>(contract: C): (method: string, path: string) => Match<C> | undefined {
  const routes = Object.entries(contract).map(([name, operation]) => ({
    name,
    operation,
    wanted: operation.path.split('/').map(partOf),
  }));
  return (method, path) => {
    const parts = path.replace(/\/$/, '').split('/');
    for (const { name, operation, wanted } of routes) {
      const params = operation.method === method ? paramsOf(wanted, parts) : undefined;
      if (params) return { name, operation, params };
    }
    return undefined;
  };
}

const partOf = (text: string): Part => (text.startsWith('{') ? { name: text.slice(1, -1) } : { text });

/** The parameters of a path; undefined when the path does not match the route. */
function paramsOf(wanted: readonly Part[], parts: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const given = parts[at] ?? '';
    if ('text' in part) {
      if (given !== part.text) return undefined;
    } else {
      if (given === '' || given.length > MAX_PARAMETER_LENGTH) return undefined;
      params[part.name] = given;
    }
  }
  return params;
}
