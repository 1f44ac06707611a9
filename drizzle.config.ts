import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'turso', schema: './schema/index.ts', out: './schema/migrations' });
