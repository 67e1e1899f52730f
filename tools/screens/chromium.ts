import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Chromium's own background requests are off. */
const QUIET =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking ' +
  '--disable-component-update --disable-sync';

/** A camera that shows a film in a loop, without asking for permission. */
const cameraOf = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/**
 * Starts this machine's Chromium, without a window.
 *
 * @param film Y4M file that its camera shows; undefined means no camera.
 * @throws Error with advice when there is no Chromium.
 */
export async function openChromium(film?: string): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(
      `找不到 Chromium（${CHROMIUM}）。请安装：Debian、Ubuntu 用 apt-get install chromium；其他系统安装 Chromium 或 Chrome，` +
        '并用环境变量 CHROMIUM 指明它的路径。 Chromium is needed: install it, or name its path in the variable CHROMIUM.',
    );
  }
  const args = [...QUIET.split(' '), ...(film === undefined ? [] : cameraOf(film))];
  return chromium.launch({ executablePath: CHROMIUM, args });
}
