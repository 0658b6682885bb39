import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const apiAddress = process.env.DUBAN_API ?? 'http://127.0.0.1:3000';

/** Assets stay files: the pages run under a strict Content-Security-Policy without inline scripts or data: URLs. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
  },
  server: { proxy: { '/api': apiAddress } },
  preview: { proxy: { '/api': apiAddress } },
});
