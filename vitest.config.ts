import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', ...more },
});

export default defineConfig({
  test: {
    projects: [
      project('rules', ['test/*/rules/**/*.test.ts']),
      project('verbs', ['test/!(sandbox|edge|browser|tour|support)/*.test.ts']),
      project('sandbox', ['test/sandbox/**/*.test.ts'], { testTimeout: 20_000 }),
      project('edge', ['test/edge/**/*.test.ts'], {
        globalSetup: ['test/support/edge-setup.ts'],
        fileParallelism: false,
        testTimeout: 60_000,
        hookTimeout: 120_000,
      }),
      project('browser', ['test/browser/**/*.test.ts'], {
        globalSetup: ['test/support/edge-setup.ts'],
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
});
