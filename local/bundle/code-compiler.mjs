/**
 * Compiles scripts ahead, whole, for the loader. Started by code-cache.ts with `--hash-seed=1`, without which V8's tables, and so the bytes,
 * would differ from run to run. In: {filename, text} of each. Out: V8's code of each.
 */
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

// The seed stays in effect. As a flag it is set back, because V8 takes code only under the flags that it was made with.
setFlagsFromString('--hash-seed=0');

if (isMainThread) process.once('message', compileAll);
else parentPort.postMessage(codeOf(workerData));

async function compileAll(scripts) {
  const codes = [];
  for (const script of scripts) {
    // V8 numbers the scripts of a thread, and writes the number down.
    const thread = new Worker(new URL(import.meta.url), { workerData: script });
    const [code] = await once(thread, 'message');
    codes.push(code);
  }
  process.send(codes, () => process.disconnect());
}

function codeOf({ filename, text }) {
  // V8 writes the name as it holds it, and what was cut out of a Chinese text it holds in two bytes a character.
  const inOneByte = Buffer.from(filename, 'latin1').toString('latin1');
  setFlagsFromString('--no-lazy');
  const script = new Script(text, { filename: inOneByte });
  setFlagsFromString('--lazy');
  return script.createCachedData();
}
