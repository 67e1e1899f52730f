/**
 * The inside of one function instance: what the platform's Node.js runtime does around a handler. Started by instance-body.ts as a thread
 * or as a process, with the function's environment and nothing else of the laptop's.
 *
 * In: {requestId, event} (event as JSON). Out: {type: ready | answer | failure | line | idle, …}; `answer` and `failure` say in
 * `idle` whether the next event may come now.
 */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort ?? portOfProcess();
const { file, exportName, context: fixedContext } = workerData ?? JSON.parse(process.argv.pop());
let requestId;
const partialLines = new Map();

forwardLines(process.stdout);
forwardLines(process.stderr);
const handler = createRequire(file)(file)[exportName];
if (typeof handler !== 'function') throw new Error(`${file} has no function ${exportName}`);
port.on('message', (call) => (call.collect ? globalThis.gc?.() : serve(call)));
port.postMessage({ type: 'ready' });

/** A thread's port, made of a process's channel. Without its parent a process has nothing left to do. */
function portOfProcess() {
  process.once('disconnect', () => process.exit());
  return {
    on: (_, listener) => process.on('message', listener),
    postMessage: (message) => process.send(message),
    ref: () => process.channel?.ref(),
    unref: () => process.channel?.unref(),
  };
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

/** A handler of three parameters answers by its callback, any other by what it returns. */
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

/** With the port unreferenced, the loop runs empty once the function has nothing left to do. */
function whenEventLoopIsEmpty(then) {
  port.unref();
  process.once('beforeExit', () => {
    port.ref();
    then();
  });
}

/** Sends whole lines, each with the request it belongs to, through the port, so that they arrive before the answer. */
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
