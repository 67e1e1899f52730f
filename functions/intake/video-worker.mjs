/**
 * Reads a video's container in a thread of its own, which read-video.ts starts and ends: a hostile file may keep a
 * parser busy for minutes. Plain JavaScript, so that a thread starts from the sources as it does from a bundle.
 *
 * In, as `workerData`: the file. Out: 'started', then `{seconds, shortSidePixels}`, or undefined when it is no video.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { BufferSource, Input, MP4, QTFF, WEBM } from 'mediabunny';

/** The formats that a video may have. Each other one would add 20 KB of code, and HLS would follow links. */
const FORMATS = [MP4, QTFF, WEBM];

async function factsOf(bytes) {
  try {
    const input = new Input({ source: new BufferSource(bytes), formats: FORMATS });
    const track = await input.getPrimaryVideoTrack();
    if (!track) return undefined;
    // Computed from the packets: a browser's recorder writes no duration into the header.
    const seconds = await track.computeDuration();
    const shortSidePixels = Math.min(await track.getDisplayWidth(), await track.getDisplayHeight());
    return { seconds, shortSidePixels };
  } catch {
    return undefined;
  }
}

parentPort.postMessage('started');
parentPort.postMessage(await factsOf(workerData));
