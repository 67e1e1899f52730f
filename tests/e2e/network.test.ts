import { expect, it } from 'vitest';
import { heard, isOffline } from '../../web/src/network.ts';

it('a lost network is known to the web page by the first request that comes to nothing, whatever the browser says', async () => {
  await expect(heard(Promise.reject(new TypeError('Failed to fetch')))).rejects.toThrow('Failed to fetch');
  expect(isOffline.value).toBe(true);

  await heard(Promise.resolve(new Response()));
  expect(isOffline.value).toBe(false);
});
