/** Exit code of a command that was called wrongly. */
const MISUSED = 2;

/** Runs an npm command. When it fails, prints the error's message and ends with exit code 1, or 2 for wrong arguments. */
export function runCommand(main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    const misuse = misuseOf(error);
    console.error(misuse ?? (error instanceof Error ? error.message : error));
    process.exitCode = misuse ? MISUSED : 1;
  });
}

/** An error of node's `parseArgs` in Chinese. `tools/bootstrap.mjs` has refused unknown options before. */
function misuseOf(error: unknown): string | undefined {
  const { code = '', message = '' } = error as { readonly code?: string; readonly message?: string };
  const [named = ''] = /'[^']+'/.exec(message) ?? [];
  const what = named.slice(1, -1).split(' ').at(0) ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `没有选项 ${what}，用 --help 查看用法。`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `选项 ${what} 的值缺少或多余，用 --help 查看用法。`;
  if (code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `多余的参数 ${what}，用 --help 查看用法。`;
  return undefined;
}
