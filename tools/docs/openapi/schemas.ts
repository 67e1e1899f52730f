import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ROOT } from '../../../deploy/root.ts';
import { constantOf, describe, type Json, type Written } from './docstrings.ts';

type Way = 'input' | 'output';

/** Schemas of these kinds are components; texts and numbers stand where they are used. */
const NAMED = ['object', 'enum', 'union', 'tuple'];

/** A schema that a module exports. */
interface NamedSchema {
  readonly name: string;
  readonly file: string;
  readonly constant: string;
}

/** The JSON Schemas of an API, those with a name once. */
export interface Schemas {
  /** A schema as it is sent (`input`) or received (`output`). @param written its source, whose docstrings describe it. */
  json(schema: z.ZodMiniType, way: Way, written?: Written): Json;
  /** The named ones that were used so far. */
  components(): Json;
  /** The same JSON with every name final. To be called when everything is known. */
  settled<T>(json: T): T;
}

/**
 * Every exported schema is a component under the name of its constant.
 *
 * @param folders whose modules these are.
 */
export async function createSchemas(folders: readonly string[]): Promise<Schemas> {
  const named = await namedSchemas(folders);
  const metadata = {
    get: (schema: z.core.$ZodType) => {
      const known = named.get(schema);
      return { ...z.globalRegistry.get(schema), ...(known && { id: known.name }) };
    },
    has: (schema: z.core.$ZodType) => named.has(schema) || z.globalRegistry.has(schema),
  } as unknown as typeof z.globalRegistry;
  const sources = new Map([...named.values()].map((schema) => [schema.name, schema]));
  const used: Record<Way, Record<string, Json>> = { input: {}, output: {} };

  function json(schema: z.ZodMiniType, way: Way, written?: Written): Json {
    const { $schema, $defs = {}, ...rest } = z.toJSONSchema(schema, { io: way, unrepresentable: 'any', metadata });
    for (const [name, definition] of Object.entries(plain($defs, way))) {
      if (used[way][name]) continue;
      used[way][name] = definition as Json;
      const { file = '', constant = '' } = sources.get(name) ?? {};
      const source = constantOf(file, constant);
      describe(definition, source?.written);
      if (source?.doc) Object.assign(definition as object, { description: source.doc });
    }
    const whole = plain(rest, way);
    describe(whole, written);
    return whole;
  }

  /** Names of components that are not the same when they are sent as when they are received. */
  function differing(): ReadonlySet<string> {
    const both = Object.keys(used.input).filter((name) => used.output[name]);
    const alike = (name: string) => withoutWay(used.input[name]) === withoutWay(used.output[name]);
    const found = new Set(both.filter((name) => !alike(name)));
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const name of both)
        if ([...found].some((other) => JSON.stringify(used.input[name]).includes(`/input:${other}"`))) found.add(name);
    }
    return found;
  }

  return {
    json,
    components() {
      const two = differing();
      const sent = Object.entries(used.input).map(([name, one]) => [two.has(name) ? `${name}Input` : name, one]);
      const all = Object.entries({ ...Object.fromEntries(sent), ...used.output });
      return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
    },
    settled(whole) {
      const two = differing();
      const text = JSON.stringify(whole).replaceAll(/schemas\/(input|output):(\w+)/g, (_, way, name) =>
        way === 'input' && two.has(name) ? `schemas/${name}Input` : `schemas/${name}`,
      );
      return JSON.parse(text);
    },
  };
}

const withoutWay = (json: unknown): string => JSON.stringify(json).replaceAll(/schemas\/(input|output):/g, '');

/** The modules in a folder that may hold schemas: of a room, its contracts. */
const modulesIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) =>
      folder.endsWith('functions') ? /\b(contract|schemas)\.ts$/.test(name) : /(?<!\.test)\.ts$/.test(name),
    )
    .map((name) => `${folder}/${name}`)
    .sort();

async function namedSchemas(folders: readonly string[]): Promise<ReadonlyMap<unknown, NamedSchema>> {
  const found = new Map<unknown, NamedSchema>();
  for (const file of folders.flatMap(modulesIn)) {
    if (!readFileSync(join(ROOT, file), 'utf8').includes("from 'zod/mini'")) continue;
    const module = (await import(join(ROOT, file))) as Readonly<Record<string, unknown>>;
    for (const [constant, value] of Object.entries(module)) {
      if (!(value instanceof z.ZodMiniType) || !NAMED.includes(value.def.type)) continue;
      const name = `${constant.charAt(0).toUpperCase()}${constant.slice(1)}`;
      const other = [...found.values()].find((schema) => schema.name === name);
      if (other) throw new Error(`${file} and ${other.file} export two schemas of the name ${constant}`);
      found.set(value, { name, file, constant });
    }
  }
  return found;
}

/** Without what says nothing: the range of a safe integer, and the pattern beside a format that has the same meaning. */
function plain(json: unknown, way: Way): Json {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    if (key === '$ref') return (value as string).replace('#/$defs/', `#/components/schemas/${way}:`);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { pattern, minimum, maximum, ...rest } = value as Record<string, unknown>;
    return {
      ...rest,
      ...(pattern !== undefined && rest.format === undefined && { pattern }),
      ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
      ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    };
  });
}
