import fc from 'fast-check';

/** The part of JSON Schema that the contracts use. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | false;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** What is known of the values of a schema besides its form, by the names of fields. */
export interface Hints {
  /** Texts and numbers of a field, also inside its lists. */
  readonly values?: Readonly<Record<string, fc.Arbitrary<unknown>>>;
  /** Keys of a field that is a dictionary. */
  readonly keys?: Readonly<Record<string, fc.Arbitrary<string>>>;
  /** Fields that are never there. */
  readonly leftOut?: readonly string[];
}

/** Values that a schema allows, with some realistic texts. @param name of the field. */
export function allowed(schema: JsonSchema, hints: Hints = {}, name = ''): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => allowed(choice, hints, name)));
  switch (schema.type) {
    case 'object':
      return objectOf(schema, hints, name);
    case 'array':
      if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map((item) => allowed(item, hints, name)));
      return fc.array(allowed(schema.items ?? {}, hints, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 12),
      });
    case 'boolean':
      return fc.boolean();
    case 'string':
      return hints.values?.[name] ?? stringOf(schema);
    case 'integer':
      return hints.values?.[name] ?? fc.integer(rangeOf(schema));
    case 'number':
      return hints.values?.[name] ?? fc.double({ ...rangeOf(schema), noNaN: true });
    default:
      return hints.values?.[name] ?? fc.jsonValue();
  }
}

const rangeOf = ({ minimum = -10, maximum = 1e6 }: JsonSchema) => ({ min: minimum, max: Math.min(maximum, 1e6) });

function objectOf(schema: JsonSchema, hints: Hints, name: string): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], propertyNames, additionalProperties } = schema;
  if (propertyNames && additionalProperties)
    return fc.dictionary(hints.keys?.[name] ?? stringOf(propertyNames), allowed(additionalProperties, hints, name), {
      maxKeys: 3,
    });
  const names = Object.keys(properties).filter((key) => !hints.leftOut?.includes(key));
  const fields = Object.fromEntries(names.map((key) => [key, allowed(properties[key] ?? {}, hints, key)]));
  return fc.record(fields, { requiredKeys: [...required] });
}

function stringOf({ format, pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') })
      .map((at) => at.toISOString());
  if (format === 'date') return fc.constantFrom('2020-02-29', '2031-01-01', '1949-10-01');
  if (pattern && !pattern.includes('\\p') && !pattern.includes('\\P')) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    fc
      .constantFrom('云帆样例', '深圳市南山区科技园一号楼 301 室', 'www.example.cn', 'a@example.cn')
      .map((text) => text.slice(0, maxLength)),
    fc.string({ minLength, maxLength: Math.min(maxLength, 200), unit: 'grapheme' }),
  );
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  [],
  {},
  '\u0000',
  '\u202e',
  'a'.repeat(100_000),
  '../../etc/passwd',
  "' or 1=1 --",
  '<script>',
  '9'.repeat(400),
  { $ne: null },
  { __proto__: { polluted: true } },
  [[[[]]]],
];

/** Values that violate a schema in one place. */
export function almost(schema: JsonSchema): fc.Arbitrary<unknown> {
  return fc
    .tuple(allowed(schema), fc.constantFrom(...ODD), fc.nat(), fc.constantFrom('replace', 'drop', 'add'))
    .map(([value, odd, place, how]) => changed(value, odd, place, how));
}

function changed(value: unknown, odd: unknown, place: number, how: string): unknown {
  if (typeof value !== 'object' || value === null) return odd;
  const keys = Object.keys(value);
  if (keys.length === 0 || how === 'add') return { ...value, [`extra${place % 7}`]: odd };
  const key = keys[place % keys.length] as string;
  const inner = (value as Record<string, unknown>)[key];
  const copy: Record<string, unknown> = { ...value };
  if (how === 'drop') delete copy[key];
  else
    copy[key] =
      typeof inner === 'object' && inner !== null && place % 2 === 0 ? changed(inner, odd, place >> 3, how) : odd;
  return copy;
}

/** Bodies that are not JSON, or JSON that is refused. */
export const raw: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json({ maxDepth: 6 }),
  fc.constantFrom(
    ...['', '{', '[]', 'null', '"', '{"a":1,"a":2}', '{"__proto__":{"x":1}}', '\ufeff{}', '1e999', '-'],
    ...['['.repeat(50_000), `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`, `"${'a'.repeat(1_500_000)}"`],
  ),
);
