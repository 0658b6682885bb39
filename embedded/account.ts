import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './errors.ts';

/** How to run PostgreSQL's programs: PostgreSQL refuses to run as root, so root lends it another account. */
export interface Account {
  uid?: number;
  gid?: number;
  /** The command to run instead of `program args`. */
  wrap(program: string, args: string[]): { command: string; args: string[] };
}

const asOurselves: Account = { wrap: (command, args) => ({ command, args }) };

function idOf(flag: '-u' | '-g', user: string): number {
  return Number(execFileSync('id', [flag, user], { encoding: 'utf8' }).trim());
}

/** Whether an account that owns nothing there may pass through every folder above `path`. */
function reachable(path: string): boolean {
  for (let dir = dirname(path); dir !== dirname(dir); dir = dirname(dir)) {
    if ((statSync(dir).mode & 0o001) === 0) return false;
  }
  return true;
}

/** util-linux's setpriv can leave one right to the lent account: to pass folders that only root may enter. */
function withPassage(uid: number, gid: number): Account {
  // Without the securebit, access(2) would leave the right out of account, and PostgreSQL asks it about its own program.
  const lend = ['--securebits', '+no_setuid_fixup', '--reuid', String(uid), '--regid', String(gid), '--clear-groups'];
  const right = ['--inh-caps', '+dac_override', '--ambient-caps', '+dac_override'];
  try {
    execFileSync('setpriv', [...lend, ...right, 'true'], { stdio: 'ignore' });
  } catch (cause) {
    throw new StartError(
      'PostgreSQL 不能以 root 运行，而其他用户进不了本项目所在的文件夹。请改用普通用户运行，或把项目移到其他用户可进入的文件夹。',
      'PostgreSQL cannot run as root, and other users cannot enter the folder of this project. Run as an ordinary user, or move the project to a folder that others may enter.',
      { cause },
    );
  }
  return { wrap: (program, args) => ({ command: 'setpriv', args: [...lend, ...right, program, ...args] }) };
}

/**
 * The account for PostgreSQL, and its data folder made for it. Ordinary users run it themselves. For root it is the
 * owner of the existing data, or `nobody`, which every system has (initdb wants an account with a name).
 */
export function accountFor(dataDir: string, program: string): Account {
  const isNew = !existsSync(dataDir);
  if (isNew) mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return asOurselves;
  const owner = statSync(dataDir);
  const uid = owner.uid === 0 ? idOf('-u', 'nobody') : owner.uid;
  const gid = owner.uid === 0 ? idOf('-g', 'nobody') : owner.gid;
  if (owner.uid === 0) chownSync(dataDir, uid, gid);
  if (reachable(dataDir) && reachable(program)) return { ...asOurselves, uid, gid };
  return withPassage(uid, gid);
}
