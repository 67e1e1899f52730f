import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import ts from 'typescript';

type Exports = Record<string, unknown>;
type Require = (specifier: string) => unknown;
type Body = (require: Require, exports: Exports) => unknown;

/**
 * TypeScript files, loaded in this process so that one of them can be exchanged: only it and those that import it are run again. That is
 * many times quicker than to start over, and a file is exchanged in memory: others work in the same folder.
 */
export class Modules {
  readonly #exchanged = new Map<string, string>();
  readonly #bodies = new Map<string, Body>();
  readonly #loaded = new Map<string, Exports>();
  readonly #importers = new Map<string, Set<string>>();
  readonly #instead: Readonly<Record<string, Exports>>;

  /** @param instead what importers of these packages get. */
  constructor(instead: Readonly<Record<string, Exports>>) {
    this.#instead = instead;
  }

  /** From now on the file has this text; left out, its own. */
  exchange(file: string, text?: string): void {
    this.#forget(file);
    this.#bodies.delete(file);
    if (text === undefined) this.#exchanged.delete(file);
    else this.#exchanged.set(file, text);
  }

  /** Runs a file that nobody imports, which may wait for promises. */
  async run(file: string): Promise<void> {
    this.#forget(file);
    await this.#body(file, ASYNC)((specifier) => this.#require(specifier, file), {});
  }

  #forget(file: string): void {
    this.#loaded.delete(file);
    const importers = this.#importers.get(file) ?? [];
    this.#importers.delete(file);
    for (const importer of importers) this.#forget(importer);
  }

  #require(specifier: string, importer: string): unknown {
    const instead = this.#instead[specifier];
    if (instead) return instead;
    if (!specifier.startsWith('.')) return createRequire(importer)(specifier);
    const file = resolve(dirname(importer), specifier);
    this.#importers.set(file, (this.#importers.get(file) ?? new Set()).add(importer));
    return this.#loaded.get(file) ?? this.#load(file);
  }

  #load(file: string): Exports {
    if (asksWhereItIs(file)) return createRequire(file)(file);
    const exports: Exports = {};
    // Before it runs: files may import each other.
    this.#loaded.set(file, exports);
    try {
      this.#body(file, SYNC)((specifier) => this.#require(specifier, file), exports);
    } catch (error) {
      this.#loaded.delete(file);
      throw error;
    }
    return exports;
  }

  #body(file: string, how: typeof SYNC | typeof ASYNC): Body {
    const body = this.#bodies.get(file) ?? compiled(this.#exchanged.get(file) ?? readFileSync(file, 'utf8'), how);
    this.#bodies.set(file, body);
    return body;
  }
}

const SYNC = '';
const ASYNC = 'async ';

function compiled(text: string, how: typeof SYNC | typeof ASYNC): Body {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  });
  return compileFunction(`return ${how}(require, exports) => {${outputText}\n};`)() as Body;
}

/** Only Node.js can tell a file by `import.meta` where it is. */
const asksWhereItIs = (file: string): boolean => readFileSync(file, 'utf8').includes('import.meta');
