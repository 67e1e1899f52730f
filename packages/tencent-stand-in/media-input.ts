/** Why a picture or video in a request can't be used. */
export type MediaProblem = 'missing' | 'not-base64' | 'too-large' | 'bad-url' | 'download-failed' | 'download-timeout';

/** Thrown by `takeMedia`; each action has its own codes for it. */
export class MediaRefused extends Error {
  override readonly name = 'MediaRefused';
  constructor(readonly problem: MediaProblem) {
    super(`media: ${problem}`);
  }
}

export interface MediaLimits {
  /** The vendor's limits are for the base64 text, also for downloads. */
  readonly maxBase64Characters: number;
  readonly downloadSeconds: number;
}

/**
 * The bytes of a picture or video that a request contains as base64 (RFC 4648, padded) or names by URL.
 *
 * @throws MediaRefused
 */
export async function takeMedia(
  from: { readonly base64: string | undefined } | { readonly url: string | undefined },
  limits: MediaLimits,
): Promise<Buffer> {
  if ('base64' in from) {
    if (!from.base64) throw new MediaRefused('missing');
    if (from.base64.length > limits.maxBase64Characters) throw new MediaRefused('too-large');
    if (from.base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(from.base64))
      throw new MediaRefused('not-base64');
    return Buffer.from(from.base64, 'base64');
  }
  if (!from.url) throw new MediaRefused('missing');
  if (!/^https?:\/\//.test(from.url) || !URL.canParse(from.url)) throw new MediaRefused('bad-url');
  try {
    return await download(from.url, limits);
  } catch (error) {
    if (error instanceof MediaRefused) throw error;
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    throw new MediaRefused(isLate ? 'download-timeout' : 'download-failed');
  }
}

async function download(url: string, { maxBase64Characters, downloadSeconds }: MediaLimits): Promise<Buffer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadSeconds * 1000) });
  if (!response.ok || !response.body) throw new MediaRefused('download-failed');
  const maxBytes = (maxBase64Characters / 4) * 3;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    // Leaving the loop cancels the download.
    if (bytes > maxBytes) throw new MediaRefused('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
