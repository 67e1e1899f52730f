import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

/** Relative URLs everywhere, so that the built folder works below any path of the desk's host. */
export default defineConfig({
  base: './',
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: false },
  build: {
    outDir: '../../build/desk',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // Warnings about slow plugins depend on the machine's load.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});
