import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], more: Record<string, unknown> = {}) => ({
  test: { name, include, environment: 'node', ...more },
});

/** Files share a process, which imports the tools once; nothing a test leaves in a module may change another's outcome. */
const inOneProcess = { isolate: false, testTimeout: 20_000 };

/** Each file starts an instance of its own and ends it; they take turns in one process, which imports the tools once. */
const ownInstance = {
  globalSetup: ['test/support/edge-setup.ts'],
  fileParallelism: false,
  isolate: false,
  hookTimeout: 120_000,
};

export default defineConfig({
  test: {
    projects: [
      project('rules', ['test/*/rules/**/*.test.ts'], inOneProcess),
      project('verbs', ['test/!(sandbox|edge|browser|tour|support)/*.test.ts'], inOneProcess),
      project('sandbox', ['test/sandbox/**/*.test.ts'], inOneProcess),
      project('edge', ['test/edge/**/*.test.ts'], {
        ...ownInstance,
        testTimeout: 60_000,
      }),
      project('browser', ['test/browser/**/*.test.ts'], {
        ...ownInstance,
        testTimeout: 120_000,
      }),
    ],
  },
});
