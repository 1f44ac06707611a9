import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * The processor time a process has taken, which on a machine with other work says more than the clock on the wall. Read
 * where Linux tells it; elsewhere nothing is known.
 */
const MS_PER_TICK = 10;

/** @returns milliseconds in user and system mode so far; 0 where that is unknown or the process is gone */
export function cpuMs(pid: number | undefined): number {
  const stat = pid === undefined ? '' : textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
}

/** Opens something that starts a process, one at a time. @returns it with the process's id, where that can be known */
export async function withPid<T>(opening: () => Promise<T>): Promise<{ opened: T; pid: number | undefined }> {
  const before = new Set(children());
  const opened = await opening();
  return { opened, pid: children().find(pid => !before.has(pid)) };
}

function children(): number[] {
  if (platform() !== 'linux') return [];
  const tasks = readdirSync('/proc/self/task');
  const lists = tasks.map(task => textOf(`/proc/self/task/${task}/children`));
  return lists.flatMap(list => list.split(/\s+/).filter(Boolean).map(Number));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    // It ended just now.
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ESRCH')) return '';
    throw cause;
  }
}
