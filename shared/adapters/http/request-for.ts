import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

/** The `request` of Node's own client for a URL's scheme. In bundles `node:https` is loaded with its first request. */
export const requestFor = (url: string | URL): typeof plainRequest =>
  String(url).startsWith('https:') ? secureRequest : plainRequest;
