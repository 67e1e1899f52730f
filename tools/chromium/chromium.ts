import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { ROOT } from '../../deploy/root.ts';

/** Where systems put the one that people have installed. */
const INSTALLED: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium's own background requests are off. */
const QUIET =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';

const ADVICE =
  '请安装 Chromium：Debian、Ubuntu 用 apt-get install chromium；其他系统安装 Chromium 或 Chrome，并用环境变量 CHROMIUM 指明它的路径。\n' +
  'Chromium is needed: install it, or name its path in the variable CHROMIUM.';

/** A camera that shows a film in a loop, without asking for permission. */
const cameraOf = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** A browser, and the environment that it needs. */
export interface ChromiumProgram {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The browser of this machine: the one that CHROMIUM names, an installed one, or else the one that an npm package brings
 * for Linux on x64, which is unpacked once.
 *
 * @throws Error with advice when there is none.
 */
export async function findChromium(named = process.env.CHROMIUM, installed = INSTALLED): Promise<ChromiumProgram> {
  if (named !== undefined && !existsSync(named)) throw new Error(`CHROMIUM=${named} 不存在。${ADVICE}`);
  const executablePath = named ?? installed.find((path) => existsSync(path));
  return executablePath === undefined ? packagedChromium() : { executablePath, env: withFonts() };
}

/** Chinese letters also on a machine that has none; every system but Linux ignores it. */
const withFonts = () => ({ FONTCONFIG_FILE: join(ROOT, 'tools/chromium/fonts.conf'), ...process.env });

/**
 * The Chromium of `@sparticuz/chromium`, with the libraries that its package brings for a system that has few. The
 * package unpacks itself into the folder for temporary files, where a second process would take a half-written file;
 * so it gets a folder of its own, which is renamed when it is complete.
 */
async function packagedChromium(): Promise<ChromiumProgram> {
  const home = join(ROOT, 'node_modules/@sparticuz/chromium/unpacked');
  if (!existsSync(home)) {
    const partial = mkdtempSync(`${home}-`);
    const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()";
    // Only inside a Lambda does the package unpack its libraries.
    const env = { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], { cwd: ROOT, env });
    try {
      renameSync(partial, home);
    } catch (error) {
      rmSync(partial, { recursive: true });
      if (!existsSync(home)) throw error;
    }
  }
  const program = {
    executablePath: join(home, 'chromium'),
    env: { ...withFonts(), LD_LIBRARY_PATH: join(home, 'al2023', 'lib') },
  };
  try {
    await promisify(execFile)(program.executablePath, ['--version'], { env: program.env });
  } catch {
    throw new Error(`找不到 Chromium，自带的不能在本机（${process.platform}-${process.arch}）运行。${ADVICE}`);
  }
  return program;
}

/**
 * Starts this machine's Chromium, without a window.
 *
 * @param film Y4M file that its camera shows; undefined means no camera.
 * @throws Error with advice when there is no Chromium.
 */
export async function openChromium(film?: string): Promise<Browser> {
  const args = [...QUIET.split(' '), ...(film === undefined ? [] : cameraOf(film))];
  return chromium.launch({ ...(await findChromium()), args });
}
