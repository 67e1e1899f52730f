import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, Markup } from './html.ts';
import type { StandIns } from './stand-ins.ts';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.7 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}
code{background:color-mix(in srgb,currentColor 10%,transparent);border-radius:4px;padding:.1em .35em}
dt{font-weight:600;margin-top:.8rem}dd{margin:0}h1{font-size:1.6rem}`;

/**
 * The page at the gateway's root: what runs here and where to go next.
 *
 * @param standIns asked when the page is shown.
 * @returns whether the request was for it.
 */
export function startPage(standIns: () => StandIns) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (request.method !== 'GET' || request.url !== '/') return false;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(standIns()));
    return true;
  };
}

const page = ({ reviewDesk, wechat, cos, cloudApi }: StandIns): string =>
  html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ICP 备案服务（本机）</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<h1>ICP 备案服务正在本机运行</h1>
<p>这里是接口的入口，所有路径以 <code>/v1/</code> 开头，说明见 <code>docs/api/openapi.json</code> 和 <code>README.md</code>。</p>
<dl>
<dt>看一份备案从头走到备案号</dt>
<dd><code>npm run walk</code>（单位）或 <code>npm run walk -- --kind individual</code>（个人）</dd>
<dt>以审核人员的身份处理备案</dt>
<dd><a href="${reviewDesk.url}">审核台</a>；用 <code>npm start -- --review manual</code> 启动时由您决定结果</dd>
<dt>模拟的云服务</dt>
<dd>对象存储 ${cos.url}，云 API ${cloudApi.url}，微信 ${wechat.url}</dd>
</dl>
</main>
</body>
</html>`.text;
