import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FaceEngine } from 'engines/face/engine.ts';
import { html, Markup } from 'loopback-server/html.ts';
import { type RequestListener, readBody } from 'loopback-server/http-server.ts';
import * as z from 'zod/mini';
import { type CloudActions, CloudApiError, parametersOf } from './cloud-action.ts';
import { type AuthorityRegister, type Comparison, recognise } from './faceid.ts';

/** The pages on which the vendor records a person, and their actions. */
export interface FaceidPages {
  readonly actions: CloudActions;
  /** `GET /laptop/faceid/<token>` shows a page with a video upload; `POST` to the same path takes the video. */
  readonly serve: RequestListener;
}

/** One person's visit to a page. */
interface Visit {
  readonly kind: 'eid' | 'hosted';
  readonly IdCard: string;
  readonly Name: string;
  readonly RuleId?: string;
  readonly expiresAtMs: number;
  ended?: { readonly ErrCode: number; readonly Sim: number; readonly frame: string | null };
}

const MAX_VIDEO_BYTES = 20 * 1024 * 1024;
const EID_SECONDS = 600;
const HOSTED_SECONDS = 7200;
const UNFINISHED = 17;

/** `Text.ErrCode` of a comparison's results; the vendor's page has more for what happens on it. */
const ERR_CODES: Readonly<Record<string, number>> = {
  Success: 0,
  'FailedOperation.NameFormatError': 2002,
  'FailedOperation.IdFormatError': 2003,
  'FailedOperation.SilentFaceDetectFail': 2004,
  'FailedOperation.LivessBestFrameError': 2004,
  'FailedOperation.IdNoExistSystem': 2005,
  'FailedOperation.IdNameMisMatch': 2006,
  'FailedOperation.IdPhotoNoExist': 2007,
  'FailedOperation.IdPhotoPoorQuality': 2009,
  'FailedOperation.SilentMultiFaceFail': 2012,
  'FailedOperation.CompareLowSimilarity': 2016,
  'FailedOperation.LivessDetectFake': 1002,
  'FailedOperation.ActionLightDark': 1201,
};
/** The code of every other failed liveness check. */
const NOT_LIVE = 1003;

const eidTokenRequest = z.object({
  MerchantId: z.string().check(z.minLength(1)),
  Name: z.string().check(z.minLength(1)),
  IdCard: z.string().check(z.minLength(1)),
  // The stand-in supports only names and numbers given by the caller.
  Config: z.object({ InputType: z.literal('4') }),
});
const detectAuthRequest = z.object({
  RuleId: z.string().check(z.minLength(1)),
  Name: z.string().check(z.minLength(1)),
  IdCard: z.string().check(z.minLength(1)),
});
const eidResultRequest = z.object({ EidToken: z.string(), InfoType: z._default(z.string(), '0') });
const detectInfoRequest = z.object({ BizToken: z.string(), RuleId: z.string(), InfoType: z._default(z.string(), '0') });

/**
 * E证通 and FaceID's own pages, where the vendor records the person. Shapes and codes: Tencent Cloud API faceid
 * 2018-03-01 (GetEidToken, GetEidResult, DetectAuth, GetDetectInfoEnhanced). The page takes a video from a file and
 * really compares it, as an action without a challenge.
 *
 * @param baseUrl URL of `serve`.
 */
export function createFaceidPages(engine: FaceEngine, register: AuthorityRegister, baseUrl: () => string): FaceidPages {
  const visits = new Map<string, Visit>();

  const open = (visit: Omit<Visit, 'expiresAtMs'>, seconds: number) => {
    const token = randomUUID().toUpperCase();
    visits.set(token, { ...visit, expiresAtMs: Date.now() + seconds * 1000 });
    return { token, Url: `${baseUrl()}/laptop/faceid/${token}` };
  };

  const visitOf = (token: string, kind: Visit['kind']): Visit => {
    const visit = visits.get(token);
    if (visit?.kind !== kind) throw new CloudApiError('InvalidParameterValue.BizTokenIllegal', 'BizToken不合法。');
    if (!visit.ended && visit.expiresAtMs < Date.now())
      throw new CloudApiError('InvalidParameterValue.BizTokenExpired', 'BizToken过期。');
    return visit;
  };

  return {
    actions: {
      'faceid/2018-03-01/GetEidToken': async (body) => {
        const { Name, IdCard } = parametersOf(eidTokenRequest, body);
        const { token: EidToken, Url } = open({ kind: 'eid', Name, IdCard }, EID_SECONDS);
        return { EidToken, Url };
      },

      'faceid/2018-03-01/GetEidResult': async (body) => {
        const { EidToken, InfoType } = parametersOf(eidResultRequest, body);
        return resultOf(visitOf(EidToken, 'eid'), InfoType);
      },

      'faceid/2018-03-01/DetectAuth': async (body) => {
        const { RuleId, Name, IdCard } = parametersOf(detectAuthRequest, body);
        const { token: BizToken, Url } = open({ kind: 'hosted', Name, IdCard, RuleId }, HOSTED_SECONDS);
        return { BizToken, Url };
      },

      'faceid/2018-03-01/GetDetectInfoEnhanced': async (body) => {
        const { BizToken, RuleId, InfoType } = parametersOf(detectInfoRequest, body);
        const visit = visitOf(BizToken, 'hosted');
        if (visit.RuleId !== RuleId)
          throw new CloudApiError('InvalidParameterValue.RuleIdNotExist', 'RuleId不存在，请到人脸核身控制台申请。');
        return resultOf(visit, InfoType);
      },
    },

    serve: async (request, response) => {
      const [, token = ''] = /^\/laptop\/faceid\/([0-9A-F-]{36})$/.exec(request.url ?? '') ?? [];
      const visit = visits.get(token);
      if (!visit) return answer(response, 404, page('没有这个核身页面。'));
      if (visit.ended) return answer(response, 200, DONE);
      if (request.method === 'GET') return answer(response, 200, FILMING);
      const video = await readBody(request, MAX_VIDEO_BYTES);
      if (!video) return answer(response, 413, page('视频太大，请重新录制。'));
      const { Result, Sim, BestFrameBase64 } = await compared(engine, register, visit, video);
      visit.ended = { ErrCode: ERR_CODES[Result] ?? NOT_LIVE, Sim, frame: BestFrameBase64 };
      answer(response, 200, DONE);
    },
  };
}

/** A video that can't be processed counts as a failed liveness check. */
async function compared(
  engine: FaceEngine,
  register: AuthorityRegister,
  visit: Visit,
  video: Buffer,
): Promise<Pick<Comparison, 'Result' | 'Sim' | 'BestFrameBase64'>> {
  try {
    return await recognise(engine, register, visit, async () => video, { type: 'SILENT', validateData: '' });
  } catch (error) {
    if (error instanceof CloudApiError) return { Result: error.code, Sim: 0, BestFrameBase64: null };
    throw error;
  }
}

/** @param infoType digits: 1 text, 3 best frame, 0 everything. */
function resultOf({ ended }: Visit, infoType: string) {
  const wants = (digit: string) => infoType.includes('0') || infoType.includes(digit);
  const Text = ended
    ? { ErrCode: ended.ErrCode, ErrMsg: ended.ErrCode === 0 ? '成功' : '未通过', Sim: ended.Sim.toFixed(2) }
    : { ErrCode: UNFINISHED, ErrMsg: '用户未完成核身', Sim: null };
  return {
    Text: wants('1') ? Text : null,
    BestFrame: wants('3') ? { BestFrame: ended?.frame ?? null, BestFrames: [] } : null,
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(text);
}

const page = (message: string, form: Markup = html``): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>核身页面（本机）</title>
</head>
<body style="font:16px/1.6 system-ui,'Noto Sans SC',sans-serif;max-width:32rem;margin:2rem auto;padding:0 1rem">
<main>
<h1>核身页面</h1>
<p>本机模拟的核身页面，不构成实名核身。</p>
<p role="status">${message}</p>
${form}
</main>
</body>
</html>`.text;

/** Sends the chosen file, and shows the page in the reply. */
const SEND = `document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  document.querySelector('[role=status]').textContent = '正在核验…';
  const body = event.target.elements.video.files[0];
  const response = await fetch(location.href, { method: 'POST', body });
  document.open();
  document.write(await response.text());
  document.close();
});`;

const DONE = page('核身已完成，请返回。');
const FILMING = page(
  '请选择一段两秒以上、正对镜头的视频。',
  html`<form>
<label>视频 <input name="video" type="file" accept="video/*" capture="user" required></label>
<button>开始核验</button>
</form>
<script>${new Markup(SEND)}</script>`,
);
