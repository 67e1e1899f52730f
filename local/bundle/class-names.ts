/** What `keepNames` puts into a script: a function that gives something the name that it had before names were shortened. */
const HELPER = /([\w$]+)=\(([\w$]+),([\w$]+)\)=>([\w$]+)\(\2,"name",\{value:\3,configurable:!0\}\)/;

/**
 * A script of which only classes get their names when it runs, which the log tells errors apart by; the names of functions are in the
 * source map, where stacks take them from. A function whose name is set becomes an object of V8's slow kind: 700 bytes each, which the
 * collector copies twice before the first reply of an instance, and again for every closure that a call makes.
 *
 * @returns a text of the same length, so that the source map stays right. Names of classes begin with a capital.
 */
export const withNamesOfClassesOnly = (source: string): string =>
  source.replace(HELPER, (whole, helper: string, named: string, name: string, define: string) =>
    `${helper}=(${named},${name})=>${name}<"a"?${define}(${named},"name",{value:${name}}):${named}`.padEnd(
      whole.length,
    ),
  );
