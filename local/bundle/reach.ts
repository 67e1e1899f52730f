import { parseAst } from 'rolldown/parseAst';

/** A stretch of a file's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A declaration or a member that is reached once one of its names was said in something that is reached. */
interface Unit extends Span {
  readonly names: readonly string[];
  /** The class, object or function that it is in. */
  readonly owner: Unit | undefined;
  readonly says: Set<string>;
}

/**
 * The members of a package's classes and objects that no call reaches, by file: nothing that is reached says their name. Reached is what
 * the callers say, what runs while a module is loaded, and what is said in a declaration or member that is reached itself.
 *
 * Names count, not types: a method stays as soon as any method of its name is called, taken from `this`, bound, or destructured. Members
 * with computed names stay, and so do those that the language calls. It does not hold for a package that puts names together at run time.
 *
 * @param files text of the package's modules by path.
 * @param callers text of whoever uses the package, in TypeScript.
 */
export function uncalledMembers(
  files: ReadonlyMap<string, string>,
  callers: Iterable<string>,
): ReadonlyMap<string, readonly Span[]> {
  const said = new Set<string>();
  for (const text of callers) for (const { says } of unitsOf(text, said)) for (const name of says) said.add(name);
  const unitsByFile = new Map([...files].map(([file, text]) => [file, unitsOf(text, said)]));
  const reached = new Set<Unit>();
  const waiting = new Set([...unitsByFile.values()].flat());
  for (let before = 0; before !== waiting.size; ) {
    before = waiting.size;
    for (const unit of waiting) {
      if (unit.owner && !reached.has(unit.owner)) continue;
      if (!unit.names.some((name) => said.has(name))) continue;
      waiting.delete(unit);
      reached.add(unit);
      for (const name of unit.says) said.add(name);
    }
  }
  const isWithin = ({ owner }: Unit) => owner?.owner && waiting.has(owner);
  const uncalled = (units: readonly Unit[]) =>
    units.filter((unit) => unit.owner && waiting.has(unit) && !isWithin(unit));
  return new Map([...unitsByFile].map(([file, units]) => [file, uncalled(units)]));
}

/** Of a syntax tree as ESTree describes it, which says what else a node has by its type. */
interface Node extends Span {
  readonly type: string;
  readonly [part: string]: unknown;
}

interface Place {
  readonly node: Node;
  readonly above: Place | undefined;
}

const isNode = (part: unknown): part is Node => typeof part === 'object' && part !== null && 'type' in part;
const partsOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);
const isName = ({ type }: Node): boolean => type === 'Identifier' || type === 'PrivateIdentifier';
const nameOf = ({ type, name }: Node): string => (type === 'PrivateIdentifier' ? `#${name}` : String(name));

/** The units of a module. What it says outside of them, and so while it is loaded, is added to `said`. */
function unitsOf(text: string, said: Set<string>): Unit[] {
  const units: Unit[] = [];
  function visit(place: Place, owner: Unit | undefined): void {
    const { node } = place;
    const names = namesOf(place, text);
    if (!names) for (const name of saidBy(place)) (owner?.says ?? said).add(name);
    const comma = text[node.end] === ',' ? 1 : 0;
    const unit = names && { names, owner, says: new Set<string>(), start: node.start, end: node.end + comma };
    if (unit) units.push(unit);
    for (const part of partsOf(node))
      if (!unit || (part !== node.id && part !== node.key)) visit({ node: part, above: place }, unit ?? owner);
  }
  visit({ node: parseAst(text, { lang: 'ts' }) as unknown as Node, above: undefined }, undefined);
  return units;
}

/** The language calls these, or Node a stream's. */
const CALLED_UNSAID = /^(constructor|then|toJSON|toString|valueOf|next|return|throw|get|set|has|apply|_\w+)$/;

/** What reaches this, if it is a declaration of the module or one of the members that may be left out. */
function namesOf({ node, above }: Place, text: string): readonly string[] | undefined {
  const { type, kind, id, key, value } = node as Node & Record<'id' | 'key' | 'value', Node>;
  if (type === 'FunctionDeclaration' || type === 'ClassDeclaration') return isModule(above) ? [nameOf(id)] : undefined;
  if (type === 'VariableDeclarator') return isName(id) && isModule(above?.above) ? [nameOf(id)] : undefined;
  const isMember = type === 'MethodDefinition' || (type === 'Property' && above?.node.type === 'ObjectExpression');
  if (!isMember || node.computed || !isName(key)) return undefined;
  const name = nameOf(key);
  if (/^this\.\w+\.bind\(this\)$/.test(text.slice(value.start, value.end))) return [`kind: ${name}`];
  if (CALLED_UNSAID.test(name)) return undefined;
  if (kind === 'get' || kind === 'set') return [`.${name}`];
  const object = type === 'Property' ? constantThatIs(above) : undefined;
  if (object && (node.method || value.type === 'ArrowFunctionExpression')) return [`${object}.${name}`, `${object}.*`];
  return node.method || kind === 'method' ? [`${name}()`] : undefined;
}

const isModule = (place: Place | undefined): boolean =>
  place?.node.type === 'Program' || (place?.node.type === 'ExportNamedDeclaration' && isModule(place.above));

/** The name of the module's constant whose value an object is, frozen or not. */
function constantThatIs(object: Place | undefined): string | undefined {
  const declarator = object?.above?.node.type === 'CallExpression' ? object.above.above : object?.above;
  const isConstant = declarator?.node.type === 'VariableDeclarator' && isModule(declarator.above?.above);
  return isConstant ? nameOf(declarator.node.id as Node) : undefined;
}

/**
 * What a piece of code says by itself: `x` a declaration, `x.m` a member of an object, `x.*` any of them; `.m` a property that is read,
 * `m()` one that is called; `kind: K` an object of that kind that is made, which an entry of a table of visitors waits for.
 */
function saidBy({ node, above }: Place): readonly string[] {
  const parent = above?.node as Node & Record<'key' | 'object' | 'property' | 'local', Node>;
  if (node.type === 'Literal' && typeof node.value === 'string') {
    const isKind = parent.type === 'Property' && parent.key.name === 'kind';
    return isKind ? [`kind: ${node.value}`] : [`.${node.value}`, `${node.value}()`];
  }
  if (!isName(node)) return [];
  const name = nameOf(node);
  const anyOf = [name, `${name}.*`];
  if (parent.type === 'ImportSpecifier') return parent.local.name === name ? [] : anyOf;
  if (/^(Import|Export)\w*Specifier$/.test(parent.type)) return [];
  if (parent.type === 'Property' && parent.key === node && !parent.computed)
    return above?.above?.node.type === 'ObjectPattern' ? [`.${name}`, `${name}()`] : [];
  if (parent.type !== 'MemberExpression' || parent.computed) return anyOf;
  if (parent.property !== node) return [name, `${name}.${nameOf(parent.property)}`];
  return [...anyOf, `.${name}`, ...(isCalled(above as Place) ? [`${name}()`] : [])];
}

/** Whether what `x.m` is gets called here, or is taken along to be. */
function isCalled({ node, above }: Place): boolean {
  const parent = above?.node as Node & Record<'property', Node>;
  if ((node.object as Node).type === 'ThisExpression') return true;
  if (parent.type === 'CallExpression') return parent.callee === node;
  return parent.type === 'MemberExpression' && /^(bind|call|apply)$/.test(nameOf(parent.property));
}
