import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'ui',
  base: '/',
  plugins: [preact()],
  build: { outDir: '../dist/ui', emptyOutDir: true, target: 'es2022', sourcemap: false },
});
