import type { Plugin } from 'esbuild';

const HERE = 'when-needed';

/** Our own modules get a `node:https` that is loaded with its first request: TLS comes with 15 modules of Node. */
export const tlsWhenNeeded: Plugin = {
  name: 'tls-when-needed',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^node:https$/ }, ({ path, namespace, importer }) =>
      namespace === HERE || importer.includes('node_modules') ? { path, external: true } : { path, namespace: HERE },
    );
    onLoad({ filter: /./, namespace: HERE }, ({ path }) => ({
      contents: `export const request = (...parts) => require('${path}').request(...parts);`,
    }));
  },
};
