import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';

type Request = (url: string | URL, options: RequestOptions) => ClientRequest;

/** A connection for each request: one that was kept may have been closed from the other side while the instance was frozen. */
const OWN = { agent: false };
/** No name for TLS. Told nothing, Node looks whether the host's could be one, which takes 3 ms the first time. */
const UNNAMED = { servername: '' };

const secure: Request = (url, options) => secureRequest(url, { ...OWN, ...options });
const plain: Request = (url, options) => plainRequest(url, { ...OWN, ...UNNAMED, ...options });

/**
 * The `request` of Node's own client for a URL's scheme, with a connection for each request unless its options say otherwise. In bundles
 * `node:https` is loaded with its first request.
 */
export const requestFor = (url: string | URL): Request => (String(url).startsWith('https:') ? secure : plain);
