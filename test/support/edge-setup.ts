import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';

/**
 * Before the edge and browser suites: build once what they run, into a folder of this run's own, so that neither a
 * running `npm start` nor another test run meets it.
 */
const shared = globalThis as { trunklineBuild?: Promise<void> };

export default async function setup(): Promise<() => void> {
  const ours = process.env.TRUNKLINE_DIST ? undefined : ownDist();
  shared.trunklineBuild ??= build();
  await shared.trunklineBuild;
  return () => {
    if (ours) rmSync(ours, { recursive: true, force: true });
  };
}

/** A folder for this process's builds, and for those it starts. */
export function ownDist(): string {
  const made = mkdtempSync(join(tmpdir(), 'trunkline-dist-'));
  process.env.TRUNKLINE_DIST = made;
  return made;
}
