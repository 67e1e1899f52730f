type Environment = Readonly<Record<string, string | undefined>>;

/** The supported variables: `${env:NAME}`, `${env:NAME, 'default'}` and `${self:custom.path.to.value}`. */
const VARIABLE = /\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)(?:\s*,\s*'([^']*)')?|self:custom\.([\w.-]+))\}/;
const EVERY_VARIABLE = new RegExp(VARIABLE, 'g');
const ONE_VARIABLE = new RegExp(`^${VARIABLE.source}$`);

/**
 * Replaces the variables in every string of a parsed serverless.yml, as the serverless CLI does. A string that consists
 * of one variable takes the variable's value with its type, so a number stays a number; inside other text the value is
 * written out.
 *
 * @throws Error with the path of the string when a variable has no value, refers to itself, or is of another kind.
 */
export function resolveVariables(document: unknown, env: Environment): unknown {
  const custom = (document as { custom?: unknown } | null)?.custom;

  const resolve = (value: unknown, path: string, trail: readonly string[]): unknown => {
    if (typeof value === 'string') return resolveText(value, path, trail);
    if (Array.isArray(value)) return value.map((item, index) => resolve(item, `${path}.${index}`, trail));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolve(item, path ? `${path}.${key}` : key, trail)]),
    );
  };

  const resolveText = (text: string, path: string, trail: readonly string[]): unknown => {
    const whole = ONE_VARIABLE.exec(text);
    if (whole) return lookUp(whole, path, trail);
    const written = text.replace(EVERY_VARIABLE, (...match) => String(lookUp(match, path, trail)));
    if (written.includes('${'))
      throw new Error(`${path}: "${text}" has a variable that is neither env nor self:custom`);
    return written;
  };

  const lookUp = (match: readonly (string | undefined)[], path: string, trail: readonly string[]): unknown => {
    const [text, name, fallback, customPath] = match;
    if (name !== undefined) {
      const value = env[name] ?? fallback;
      if (value === undefined) throw new Error(`${path}: environment variable ${name} is not set`);
      return value;
    }
    if (customPath === undefined || trail.includes(customPath)) throw new Error(`${path}: ${text} refers to itself`);
    const value = customPath
      .split('.')
      .reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], custom);
    if (value === undefined) throw new Error(`${path}: custom.${customPath} is not set`);
    return resolve(value, path, [...trail, customPath]);
  };

  return resolve(document, '', []);
}
