import { expect, it } from 'vitest';
import { composed } from './composed.ts';
import { desiredState } from './desired-state.ts';
import type { ServerlessService } from './manifest/serverless-yml.ts';

const VARIABLES = { STAGE: 'test', SEAL_KEYS: 'k1:x', SMTP_HOST: 'smtp.example.cn', NOBODYS: '1' };

const service = (names: readonly string[], variables: Readonly<Record<string, string>> = VARIABLES) =>
  ({
    service: 'icp-filing',
    region: 'ap-guangzhou',
    stage: 'test',
    runtime: 'Nodejs20.19',
    publicNet: { publicNetStatus: 'ENABLE', eipConfig: { eipStatus: 'DISABLE' } },
    release: {},
    variables,
    functions: Object.fromEntries(
      names.map((name) => [
        name,
        {
          name,
          handler: 'index.main_handler',
          description: '',
          environment: { OWN: name },
          files: [],
          cos: [],
          timers: [],
        },
      ]),
    ),
  }) as unknown as ServerlessService;

it('a function has its own variables, that of the check, and those that its composition names, through every file', () => {
  const { functions } = composed(service(['contacts', 'intake', 'status-sync']));

  expect(functions.contacts?.environment).toEqual({
    OWN: 'contacts',
    STAGE: 'test',
    SEAL_KEYS: 'k1:x',
    SMTP_HOST: 'smtp.example.cn',
  });
  expect(functions.intake?.environment).toEqual({ OWN: 'intake', STAGE: 'test' });
  expect(functions['status-sync']?.environment).toEqual({ OWN: 'status-sync', STAGE: 'test', SEAL_KEYS: 'k1:x' });
});

it('long polls hold at most half of a function’s instances', () => {
  const pollsWith = (POLLS_AT_ONCE: string, reservedConcurrency: number) => {
    const { functions, ...rest } = service(['upload'], { STAGE: 'test', POLLS_AT_ONCE });
    const capped = { upload: { ...functions.upload, reservedConcurrency } } as ServerlessService['functions'];
    return composed({ ...rest, functions: capped }).functions.upload?.environment.POLLS_AT_ONCE;
  };

  expect(pollsWith('100', 40)).toBe('20');
  expect(pollsWith('3', 40)).toBe('3');
  expect(pollsWith('100', 2)).toBe('1');
  expect(pollsWith('100', 0)).toBe('100');
});

it('a function whose variables SCF would refuse together is named before anything is deployed', () => {
  const full = service(['health'], { STAGE: 'test', SEAL_KEYS: 'k'.repeat(4096) });

  expect(() => desiredState(full, {})).toThrow('health: its variables have more than 4096 bytes in all');
});
