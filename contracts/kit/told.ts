import type * as z from 'zod/mini';

/** A value that nobody may change, to the ground. */
export type DeepReadonly<T> = T extends Date | string
  ? T
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

/** What a schema says of a value, read-only; for an open object, the fields that it names. */
export type Told<Schema extends z.ZodMiniType> = Named<z.output<Schema>>;

/** The index of an open object, of `unknown`, names nothing; that of a record says what each value is. */
type Named<T> = T extends Date | string
  ? T
  : T extends readonly unknown[]
    ? { readonly [Place in keyof T]: Named<T[Place]> }
    : T extends object
      ? {
          readonly [Key in keyof T as string extends Key ? (unknown extends T[Key] ? never : Key) : Key]: Named<T[Key]>;
        }
      : T;
