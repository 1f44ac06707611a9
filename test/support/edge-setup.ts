import { build } from './build.ts';

/** Before the edge and browser suites: build once what they run. Both suites share one process. */
const shared = globalThis as { trunklineBuild?: Promise<void> };

export default async function setup(): Promise<void> {
  shared.trunklineBuild ??= build();
  await shared.trunklineBuild;
}
