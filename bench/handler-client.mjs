// node handler-client.mjs <url>: calls a server over 4 keep-alive connections for half a second; prints the replies per
// second.
import { Agent, get } from 'node:http';

const CONNECTIONS = 4;
const WARM_UP_MS = 200;
const MEASURED_MS = 500;

const [url] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

const ask = () =>
  new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`${response.statusCode}`)),
      );
    }).once('error', reject);
  });

async function perSecond(forMs) {
  const startedMs = performance.now();
  let answers = 0;
  const askOn = async () => {
    while (performance.now() - startedMs < forMs) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askOn));
  return (answers * 1000) / (performance.now() - startedMs);
}

await perSecond(WARM_UP_MS);
console.log(await perSecond(MEASURED_MS));
process.exit();
