import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';

const SOURCE = join(ROOT, 'miniprogram', 'src');

/** What a deployment decides about its mini program. */
export interface MiniProgramSettings {
  /** URL of the API without a trailing slash. */
  readonly api: string;
  /** Templates of subscribe messages to ask for at submission, at most 3. */
  readonly templates: readonly string[];
  /** Whether forms offer the number that is bound to WeChat, which WeChat bills. */
  readonly offersPhoneNumber: boolean;
  /** Ways to the operator, as in the page's config.json; none without it. */
  readonly contact?: Readonly<Record<string, string>> | undefined;
}

/**
 * Builds the folder that is uploaded to WeChat: one file for each page and component, and files for what several of them
 * share, so that shared state is there once; the design tokens become `tokens.wxss`.
 *
 * @returns the sources that are in it, from the root of the project. @throws the compiler's own error.
 */
export async function buildMiniProgram(outDir: string, settings: MiniProgramSettings): Promise<readonly string[]> {
  const { build, transform } = await import('esbuild');
  rmSync(outDir, { recursive: true, force: true });
  cpSync(SOURCE, outDir, { recursive: true, filter: (file) => !file.endsWith('.ts') });
  writeFileSync(join(outDir, 'tokens.wxss'), tokens());
  const { outputFiles, metafile } = await build({
    entryPoints: readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
      .filter((file) => ENTRY.test(file))
      .map((file) => join(SOURCE, file)),
    absWorkingDir: ROOT,
    outbase: SOURCE,
    outdir: outDir,
    chunkNames: 'shared/[hash]',
    bundle: true,
    splitting: true,
    metafile: true,
    write: false,
    format: 'esm',
    target: 'es2018',
    minify: true,
    charset: 'utf8',
    define: { __SETTINGS__: JSON.stringify(settings) },
    logLevel: 'error',
  });
  const { default: ts } = await import('typescript');
  for (const { path, text } of outputFiles) {
    // WeChat knows `require` only. esbuild would repeat its helpers for exports in every file: a tenth of the package.
    const { outputText } = ts.transpileModule(text, { compilerOptions: COMMON_JS(ts) });
    const { code } = await transform(outputText, { format: 'cjs', target: 'es2018', minify: true, charset: 'utf8' });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
  // What stands in angle brackets is esbuild's own.
  return Object.keys(metafile.inputs).filter((path) => !path.startsWith('<'));
}

const COMMON_JS = ({ ModuleKind, ScriptTarget }: typeof import('typescript')) => ({
  module: ModuleKind.CommonJS,
  target: ScriptTarget.ES2018,
  esModuleInterop: false,
});

/** Files that WeChat itself loads. */
const ENTRY = /^(app|(pages|components)\/[\w-]+\/index)\.ts$/;

/** The design tokens with the selector of a mini program's page alone. */
const tokens = (): string => readFileSync(join(ROOT, 'ui', 'tokens.css'), 'utf8').replace(/:root,\s*page/g, 'page');

async function main(): Promise<void> {
  const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
  const { values } = parseArgs({
    options: { api: text, templates: text, out: text, 'phone-number': flag, config: text, help: flag },
  });
  if (!values.api?.startsWith('https://')) throw new Error('--api 必填，并以 https:// 开头');
  const templates = (values.templates ?? '').split(',').filter(Boolean);
  if (templates.length > 3) throw new Error('--templates 最多 3 个');
  const outDir = resolve(ROOT, values.out ?? 'build/miniprogram');
  await buildMiniProgram(outDir, {
    api: values.api.replace(/\/$/, ''),
    templates,
    offersPhoneNumber: values['phone-number'] ?? false,
    contact: values.config === undefined ? undefined : JSON.parse(readFileSync(values.config, 'utf8')).contact,
  });
  console.log(outDir);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await main();
