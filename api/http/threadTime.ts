import { readFileSync } from 'node:fs';
import type { ThreadLimits } from './runInThread.ts';

const LOOK_EVERY_MS = 200;
/** Linux counts a thread's time in hundredths of a second, whatever the kernel's own clock (USER_HZ, proc(5)). */
const TICK_MS = 10;
/** utime and stime among the fields after the name, which may hold anything (proc(5), /proc/pid/stat). */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

export interface TimeWatch {
  /** From now on counts the computing time of this thread of the process; null where the system does not say. */
  follow: (thread: string | null) => void;
  progressed: () => void;
  stop: () => void;
}

/** Calls `over` once when a thread exceeds its time. */
export function watchTime(limits: ThreadLimits, over: (reason: string) => void): TimeWatch {
  const begun = performance.now();
  let thread: string | null = null;
  let first = 0;
  let lastProgress = 0;
  const look = (): void => {
    const wall = performance.now() - begun;
    if (wall > limits.wallMs) over(`no answer in ${limits.wallMs} ms`);
    const used = thread === null ? null : computingTime(thread);
    if (used === null) return;
    if (used - first > limits.cpuMs) over(`${limits.cpuMs} ms of computing used up`);
    else if (used - lastProgress > (limits.stallCpuMs ?? limits.cpuMs)) over('no progress');
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    follow: (name) => {
      thread = name;
      first = name === null ? 0 : (computingTime(name) ?? 0);
      lastProgress = first;
    },
    progressed: () => {
      lastProgress = (thread === null ? null : computingTime(thread)) ?? lastProgress;
    },
    stop: () => clearInterval(timer),
  };
}

/** Milliseconds that a thread of this process has computed, or null where the system does not tell. */
function computingTime(thread: string): number | null {
  try {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MS;
  } catch {
    return null;
  }
}
