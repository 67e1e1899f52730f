import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { vi } from 'vitest';
import { roomFolder } from '../../deploy/manifest/room-folder.ts';
import type { ServerlessService } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';
import type { FunctionHost } from '../../local/function-host.ts';
import { platformContext, platformEnvironment } from '../../local/platform-facts.ts';

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/**
 * Runs the functions' handlers in this process, from source. They share one environment and what their modules keep; both
 * are as before once it has stopped, for the worker's next file.
 */
export function inProcessHost(service: ServerlessService): FunctionHost {
  const account = { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS };
  const before = { ...process.env };
  Object.assign(process.env, service.variables, platformEnvironment('tests', '/var/user/', account));
  return {
    async invoke(name, event) {
      const { memoryMb = 128, timeoutSeconds = 3 } = service.functions[name] ?? {};
      const startedMs = performance.now();
      const durationMs = () => performance.now() - startedMs;
      try {
        const { main_handler } = (await import(join(ROOT, roomFolder(name), 'index.ts'))) as { main_handler: Handler };
        const context = { ...platformContext(name, memoryMb, timeoutSeconds, account), request_id: randomUUID() };
        const value = await main_handler(JSON.parse(JSON.stringify(event)), context);
        return { ok: true, value: JSON.parse(JSON.stringify(value ?? null)), durationMs: durationMs() };
      } catch (error) {
        return {
          ok: false,
          kind: 'error',
          message: error instanceof Error ? `${error.stack}` : String(error),
          durationMs: durationMs(),
        };
      }
    },
    kill: async () => {},
    collect: () => {},
    instances: () => [],
    stop: async () => {
      const { database } = await import('../../shared/compose/database.ts');
      await (await database()).close();
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      vi.resetModules();
    },
  };
}
