import { type ClientRequest, request as plainRequest, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';

type Request = (url: string | URL, options: RequestOptions) => ClientRequest;

/** No name for TLS. Told nothing, Node looks whether the host's could be one, which takes 3 ms the first time. */
const UNNAMED = { servername: '' };
const request: Request = (url, options) => plainRequest(url, { ...UNNAMED, ...options });

/** The `request` of Node's own client for a URL's scheme. In bundles `node:https` is loaded with its first request. */
export const requestFor = (url: string | URL): Request => (String(url).startsWith('https:') ? secureRequest : request);
