import { expect, it } from 'vitest';
import { scriptedApi, shown } from '../../tests/support/scripted-api.ts';
import { createCodeTables } from './stores.ts';

it('shows nobody a code while the names of a table are on their way', async () => {
  const { call } = scriptedApi({ 'GET /v1/reference/languages': [{ rows: [{ code: 'zh-CN', name: '中文简体' }] }] });
  const { nameOf } = createCodeTables({ call, show: shown });

  expect(nameOf('languages', 'zh-CN')).toBe('…');
  await expect.poll(() => nameOf('languages', 'zh-CN')).toBe('中文简体');
  expect(nameOf('languages', 'xx')).toBe('xx');
});
