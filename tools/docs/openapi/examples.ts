import type { Json } from './docstrings.ts';
import { exampleNumber, exampleRecord, exampleText, type Place } from './example-values.ts';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maxLength?: number;
  readonly propertyNames?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
}

/** An example of what a schema describes, with everything that may be there. */
export const exampleOf = (schema: unknown, components: Json, isReply: boolean): unknown =>
  sampleFor(schema as Schema, components, { field: '', owner: '', isPerson: false, isReply });

function sampleFor(schema: Schema, components: Json, place: Place): unknown {
  const inside = (part: Schema) => sampleFor(part, components, place);
  if (schema.$ref) return inside(components[schema.$ref.split('/').at(-1) ?? ''] as Schema);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return inside(choice);
  switch (schema.type) {
    case 'object':
      return exampleObject(schema, components, place);
    case 'array':
      return schema.prefixItems ? schema.prefixItems.map(inside) : [inside(schema.items ?? {})];
    case 'string':
      return exampleText(schema, place);
    case 'integer':
    case 'number':
      return exampleNumber(Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1), place);
    case 'boolean':
      return schema.default ?? true;
    default:
      return exampleText({}, place);
  }
}

function exampleObject(
  { properties = {}, additionalProperties, propertyNames }: Schema,
  components: Json,
  place: Place,
) {
  const isPerson = 'idNumber' in properties || 'emergencyPhone' in properties;
  const inside = (field: string) => ({ ...place, field, owner: place.field, isPerson });
  const named = Object.entries(properties).map(([name, part]) => [name, sampleFor(part, components, inside(name))]);
  if (named.length > 0 || typeof additionalProperties !== 'object') return Object.fromEntries(named);
  const name = String(sampleFor(propertyNames ?? {}, components, inside('name')));
  return exampleRecord(place) ?? { [name]: sampleFor(additionalProperties, components, place) };
}
