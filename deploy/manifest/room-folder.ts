/** The folder of a function's code, from the root of the project. The desk's functions are named `desk-…`. */
export const roomFolder = (name: string): string =>
  name.startsWith('desk-') ? `desk/functions/${name.slice('desk-'.length)}` : `functions/${name}`;
