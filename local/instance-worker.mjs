/**
 * The inside of one function instance: what the platform's Node.js runtime does around a handler. instance-body.ts
 * starts it as a thread or as a process, with the function's environment only.
 *
 * In: {requestId, event} (event as JSON), or {collect: true}. Out: {type: ready | answer | failure | line | idle |
 * collected, …}; `idle` in `answer` and `failure` says whether the instance can take the next event at once.
 */
import { createRequire } from 'node:module';
import { getHeapCodeStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';

const COLLECTING_MS = 1_000;

const port = parentPort ?? portOfProcess();
const { file, exportName, context: fixedContext } = workerData ?? JSON.parse(process.argv.pop());
let requestId;
const partialLines = new Map();

forwardLines(process.stdout);
forwardLines(process.stderr);
const handler = createRequire(file)(file)[exportName];
if (typeof handler !== 'function') throw new Error(`${file} has no function ${exportName}`);
port.on('message', (call) => (call.collect ? collect() : serve(call)));
port.postMessage({ type: 'ready' });

/** Gives a process's channel the interface of a thread's port. The process exits with its parent. */
function portOfProcess() {
  process.once('disconnect', () => process.exit());
  return {
    on: (_, listener) => process.on('message', listener),
    postMessage: (message) => process.send(message),
    ref: () => process.channel?.ref(),
    unref: () => process.channel?.unref(),
  };
}

/**
 * Twice: what the first collection finalizes is garbage for the second. Code that V8 compiles is left out: it grows for a
 * long time with what is called often.
 */
async function collect() {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, COLLECTING_MS));
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const code = getHeapCodeStatistics();
  const codeBytes = code.code_and_metadata_size + code.bytecode_and_metadata_size;
  port.postMessage({ type: 'collected', bytes: heapUsed + external - codeBytes });
}

async function serve(call) {
  requestId = call.requestId;
  const context = { ...fixedContext, request_id: requestId, callbackWaitsForEmptyEventLoop: true };
  const outcome = await run(JSON.parse(call.event), context);
  flushPartialLines();
  const idle = context.callbackWaitsForEmptyEventLoop === false;
  port.postMessage({ ...outcome, idle });
  if (!idle) whenEventLoopIsEmpty(() => port.postMessage({ type: 'idle' }));
}

/** A handler with three parameters replies through its callback, any other through its return value. */
async function run(event, context) {
  try {
    const value =
      handler.length < 3
        ? await handler(event, context)
        : await new Promise((resolve, reject) => {
            handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
          });
    return { type: 'answer', json: JSON.stringify(value) ?? 'null' };
  } catch (error) {
    const isError = error instanceof Error;
    return {
      type: 'failure',
      message: isError ? error.message : String(error),
      stack: isError ? error.stack : String(error),
    };
  }
}

/** With the port unreferenced, `beforeExit` fires once the function has nothing left to do. */
function whenEventLoopIsEmpty(then) {
  port.unref();
  process.once('beforeExit', () => {
    port.ref();
    then();
  });
}

/** Sends whole lines through the port, each with its request id, so that they arrive before the reply. */
function forwardLines(stream) {
  stream.write = (chunk, encoding, done) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    const lines = ((partialLines.get(stream) ?? '') + text).split('\n');
    partialLines.set(stream, lines.pop());
    for (const line of lines) port.postMessage({ type: 'line', requestId, text: line });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) queueMicrotask(() => callback());
    return true;
  };
}

function flushPartialLines() {
  for (const text of partialLines.values()) if (text) port.postMessage({ type: 'line', requestId, text });
  partialLines.clear();
}
