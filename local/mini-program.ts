import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PhoneFile, phoneFiles, phonePolicy } from 'mini-program-simulator/phone.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { LAPTOP_MINI_PROGRAM } from 'tencent-stand-in/wechat.ts';
import { buildMiniProgram } from '../deploy/bundle/build-mini-program.ts';
import type { StandIns } from './stand-ins.ts';
import { LAPTOP_CONTACT } from './web-config.ts';

/** Where the phone stands on the gateway's origin. */
export const PHONE_PATH = '/phone/';

/** At most three templates in one question of WeChat. */
const MOST_TEMPLATES = 3;

export interface MiniProgramOptions {
  readonly standIns: Pick<StandIns, 'cos'>;
  /** `<kind>=<id>:…;…`, as the functions get them. */
  readonly templates: string;
}

/**
 * A phone with the mini program, below `/phone/` of the gateway's origin, which is its API. Built when it is asked for
 * first, for the origin that the browser names.
 *
 * @returns whether it served the request.
 */
export function miniProgramPhone({ standIns, templates }: MiniProgramOptions) {
  const built = new Map<string, Promise<ReadonlyMap<string, PhoneFile>>>();
  const ids = [...templates.matchAll(/=([^:;]+):/g)].map(([, id = '']) => id);
  const settings = {
    appId: LAPTOP_MINI_PROGRAM.appId,
    domains: ['self', standIns.cos.url],
    login: '/laptop/login',
    phoneNumber: '/laptop/phone',
    number: ENTERPRISE.principal.mobile,
  };

  async function build(api: string): Promise<ReadonlyMap<string, PhoneFile>> {
    const dir = mkdtempSync(join(tmpdir(), 'icp-filing-mini-program-'));
    try {
      await buildMiniProgram(join(dir, 'dist'), {
        api,
        templates: ids.slice(0, MOST_TEMPLATES),
        offersPhoneNumber: true,
        contact: LAPTOP_CONTACT,
      });
      return await phoneFiles(join(dir, 'dist'), settings);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }

  const filesFor = (api: string): Promise<ReadonlyMap<string, PhoneFile>> => {
    const files = built.get(api) ?? build(api);
    built.set(api, files);
    return files;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    if (request.method !== 'GET' || !path.startsWith(PHONE_PATH)) return false;
    const files = await filesFor(`http://${request.headers.host}`);
    const file = files.get(path.slice(PHONE_PATH.length) || 'index.html');
    if (!file) return false;
    response.writeHead(200, {
      'content-type': file.contentType,
      'cache-control': 'no-cache',
      'content-security-policy': `${phonePolicy(standIns.cos.url)}; frame-ancestors 'self'`,
    });
    response.end(file.body);
    return true;
  };
}
