import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Relative URLs everywhere, so that the built folder works below any path of any host. */
export default defineConfig({
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Warnings about slow plugins depend on the machine's load.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  // `npm run dev:web`: the page with hot reload; everything else is proxied to a running `npm start`.
  server: { proxy: { '^/(v1/|laptop/|config\\.json)': 'http://127.0.0.1:9000' } },
});
