import { readFileSync } from 'node:fs';

/** Ticks in a second in which the kernel counts processor time (USER_HZ, the same on every Linux platform of Node). */
const TICKS = 100;
const SAMPLE_MS = 100;

export interface CpuMeter<K extends string> {
  /** Seconds of processor time that each process used between two instants, in seconds of the epoch. */
  between(from: number, to: number): Record<K, number>;
  stop(): void;
}

/** Watches how much processor time processes use, each with the children that it has or had. */
export function startCpuMeter<K extends string>(pids: Record<K, number>): CpuMeter<K> {
  const names = Object.keys(pids) as K[];
  const each = (value: (name: K) => number) =>
    Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, number>;
  const sample = () => ({ at: Date.now() / 1000, used: each((name) => cpuSeconds(pids[name])) });
  const samples = [sample()];
  const timer = setInterval(() => samples.push(sample()), SAMPLE_MS);
  return {
    between(from, to) {
      const first = samples.findLast(({ at }) => at <= from) ?? samples[0];
      const last = samples.find(({ at }) => at >= to) ?? samples.at(-1);
      return each((name) => (last?.used[name] ?? 0) - (first?.used[name] ?? 0));
    },
    stop: () => clearInterval(timer),
  };
}

/** Of the process, of the children that it waited for, and of those that it has now (proc(5)). 0 once it is gone. */
function cpuSeconds(pid: number): number {
  const own = ticksOf(pid, 4);
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return (own + children.reduce((sum, child) => sum + ticksOf(Number(child), 2), 0)) / TICKS;
}

/** The first `fields` of utime, stime, cutime and cstime. */
function ticksOf(pid: number, fields: number): number {
  const stat = read(`/proc/${pid}/stat`);
  const times = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 11 + fields);
  return times.reduce((sum, ticks) => sum + Number(ticks), 0);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
