import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SERVICE_FILES } from '../../deploy/manifest/service-files.ts';
import { envExample } from './env-example.ts';

const lines = envExample().split('\n');
const names = lines.flatMap((line) => /^(?:# )?([A-Z][A-Z0-9_]+)=/.exec(line)?.[1] ?? []);

it('.env.example has every variable that serverless.yml takes from the environment, once, and the keys of the deployer', () => {
  const text = SERVICE_FILES.map((path) => readFileSync(path, 'utf8')).join();
  // Only on the laptop.
  const standIns = ['COS_ENDPOINT', 'CLOUD_API_ENDPOINT'];
  const taken = [...text.matchAll(/\$\{env:(\w+)/g)].map(([, name = '']) => name);

  const wanted = [...new Set([...taken, 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'])];
  expect(names.filter((name) => !standIns.includes(name)).toSorted()).toEqual(
    wanted.filter((name) => !standIns.includes(name)).toSorted(),
  );
});

it('.env.example leaves open exactly what has no default, and no secret', () => {
  const open = lines.flatMap((line) => /^([A-Z][A-Z0-9_]+)=(.*)$/.exec(line)?.slice(1, 3).join('=') ?? []);

  expect(open.toSorted()).toEqual([
    'COS_BUCKET=',
    'REVIEW_DESK_URL=',
    'TENCENTCLOUD_SECRET_ID=',
    'TENCENTCLOUD_SECRET_KEY=',
    'WECHAT_APP_ID=',
  ]);
});
