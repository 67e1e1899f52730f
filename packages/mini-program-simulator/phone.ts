import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { compileMiniProgram } from './compile.ts';
import type { PhoneSettings } from './phone-settings.ts';

/** A file of the phone's page. */
export interface PhoneFile {
  readonly contentType: string;
  readonly body: string;
}

const BROWSER = fileURLToPath(new URL('./browser/main.ts', import.meta.url));
const beside = (name: string): string => readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');

let simulator: Promise<string> | undefined;
/** The simulator's own script, compiled once a process. */
const simulatorScript = (): Promise<string> => {
  simulator ??= build({
    entryPoints: [BROWSER],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    charset: 'utf8',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  }).then(({ outputFiles: [file] }) => file?.text ?? '');
  return simulator;
};

/**
 * The files of a phone that runs a built mini program, by their names in one folder: `screen.html?page=…` is the screen,
 * `index.html` the same in a frame. No script is evaluated from text.
 *
 * @param dist the folder that is uploaded to WeChat. @throws Error of `compileMiniProgram`.
 */
export async function phoneFiles(dist: string, settings: PhoneSettings): Promise<ReadonlyMap<string, PhoneFile>> {
  const script = 'text/javascript; charset=utf-8';
  const html = 'text/html; charset=utf-8';
  const { script: program } = compileMiniProgram(dist);
  return new Map([
    ['index.html', { contentType: html, body: beside('frame.html') }],
    ['frame.js', { contentType: script, body: beside('frame.mjs') }],
    ['screen.html', { contentType: html, body: beside('screen.html') }],
    ['phone.css', { contentType: 'text/css; charset=utf-8', body: beside('phone.css') }],
    ['settings.js', { contentType: script, body: `globalThis.__phoneSettings = ${JSON.stringify(settings)};` }],
    ['program.js', { contentType: script, body: program }],
    ['simulator.js', { contentType: script, body: await simulatorScript() }],
  ]);
}

/**
 * What the page of a phone may load. The framework writes `style` attributes, as a phone's does.
 *
 * @param store origin of files that are shown and uploaded.
 */
export const phonePolicy = (store = ''): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data: ${store}; ` +
  `media-src blob: ${store}; connect-src 'self' blob: ${store}; frame-src 'self'; base-uri 'none'; form-action 'none'`;

/** Serves a phone on loopback, for a mini program that needs no server of its own. */
export async function servePhone(dist: string, settings: PhoneSettings, port = 0): Promise<Running> {
  const files = await phoneFiles(dist, settings);
  return listen(port, async (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const file = files.get(path.slice(1) || 'index.html');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.contentType, 'content-security-policy': phonePolicy() });
    response.end(file.body);
  });
}
