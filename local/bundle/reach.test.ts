import { describe, expect, it } from 'vitest';
import { uncalledMembers } from './reach.ts';

/** What is left of a package's module that this caller uses, a line for each member. */
function left(module: string, caller: string): readonly string[] {
  const spans = uncalledMembers(new Map([['module.js', module]]), [caller]).get('module.js') ?? [];
  const text = spans.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), module);
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

const BUILDER = `
  export class Builder {
    #sql = '';
    select() { return this.#add('select'); }
    explain() { return this.#plan(); }
    // Adds a piece.
    #add(piece) { this.#sql += piece; return this; }
    #plan() { return this.#sql; }
    constructor() {}
    get sql() { return this.#sql; }
    get length() { return this.#sql.length; }
    then() {}
    [Symbol.iterator]() {}
  }`;

describe('uncalledMembers', () => {
  it("keeps a class's methods that are called, what these call, and what the language calls", () => {
    expect(left(BUILDER, 'new Builder().select().sql')).toEqual([
      'export class Builder {',
      "#sql = '';",
      "select() { return this.#add('select'); }",
      '// Adds a piece.',
      '#add(piece) { this.#sql += piece; return this; }',
      'constructor() {}',
      'get sql() { return this.#sql; }',
      'then() {}',
      '[Symbol.iterator]() {}',
      '}',
    ]);
  });

  it.each([
    ['called', 'x.explain();'],
    ['called if it is there', 'x.explain?.();'],
    ['bound', 'const run = x.explain.bind(x);'],
    ['handed on by its owner', 'class Other { run = this.explain; }'],
    ['taken out', 'const { explain } = x;'],
    ['named by a string', "x['explain']();"],
  ])('keeps a method that is %s', (_case, caller) => {
    expect(left(BUILDER, `new Builder(); ${caller}`)).toContain('explain() { return this.#plan(); }');
  });

  it.each([
    ['a property of that name is read', 'if (node.explain) run(node.explain);'],
    ['a variable has its name', 'const explain = 1; run(explain);'],
    ['an object has a property of that name', 'run({ explain: 1 });'],
    ['text has its name', 'run(`explain the query`);'],
  ])('leaves a method out when only %s', (_case, caller) => {
    expect(left(BUILDER, `new Builder(); ${caller}`)).not.toContain('explain() { return this.#plan(); }');
  });

  it('leaves out what only something says that is not reached itself', () => {
    const module = `
      class Tree {
        grow() {}
        fall() {}
      }
      function storm(tree) { tree.fall(); }
      export function spring(tree) { tree.grow(); }`;

    expect(left(module, 'spring(new Tree())')).toEqual([
      'class Tree {',
      'grow() {}',
      '}',
      'function storm(tree) { tree.fall(); }',
      'export function spring(tree) { tree.grow(); }',
    ]);
  });

  it('leaves a member out as a whole, with what is in it', () => {
    const module = `
      class Builder {
        explain() { return { plan() { return 1; }, cost() { return 2; } }; }
        select() { return { columns() { return 3; }, rows() { return 4; } }; }
      }`;

    expect(left(module, 'new Builder().select().rows()')).toEqual([
      'class Builder {',
      'select() { return {  rows() { return 4; } }; }',
      '}',
    ]);
  });

  const NODES = `
    export const LimitNode = freeze({
      is: (node) => node.kind === 'LimitNode',
      create() { return freeze({ kind: 'LimitNode' }); },
    });
    export const FetchNode = freeze({
      create() { return freeze({ kind: 'FetchNode' }); },
    });
    export class Visitor {
      visitors = {
        LimitNode: this.visitLimit.bind(this),
        FetchNode: this.visitFetch.bind(this),
      };
      visitLimit() {}
      visitFetch() {}
    }`;

  it('keeps of an object with a name what is called of it, and of a table of visitors the entries whose nodes are made', () => {
    expect(left(NODES, 'new Visitor(); LimitNode.create();')).toEqual([
      'export const LimitNode = freeze({',
      "create() { return freeze({ kind: 'LimitNode' }); },",
      '});',
      'export const FetchNode = freeze({',
      '});',
      'export class Visitor {',
      'visitors = {',
      'LimitNode: this.visitLimit.bind(this),',
      '};',
      'visitLimit() {}',
      '}',
    ]);
  });

  it.each([
    ['handed on', 'run(FetchNode);'],
    ['imported under another name', "import { FetchNode as Other } from 'module'; Other.create();"],
    ['taken from its module', 'module.FetchNode.create();'],
  ])('keeps all of an object that is %s', (_case, caller) => {
    expect(left(NODES, caller)).toContain("create() { return freeze({ kind: 'FetchNode' }); },");
  });
});
