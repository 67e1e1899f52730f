import { html, Markup } from '../../shared/domain/html.ts';

/** A self-contained page of nested lists, without scripts or external styles. Every value is escaped. */
export function drawPage(data: Readonly<Record<string, unknown>>): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>我的个人信息</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 50rem; padding: 0 1rem; }
dl { border-left: 2px solid #d5dae3; margin: 0 0 1rem; padding-left: 1rem; }
dt { color: #5a6472; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>我的个人信息</h1>
${draw(data).text}
</body>
</html>
`;
}

function draw(value: unknown): Markup {
  if (value === undefined || value === null || value === '') return html`无`;
  if (value instanceof Date) return html`${value.toISOString()}`;
  if (Array.isArray(value)) return value.length === 0 ? html`无` : lines(value.map((element) => draw(element)));
  if (typeof value !== 'object') return html`${String(value)}`;
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return html`<dl>\n${lines(entries.map(([key, part]) => html`<dt>${key}</dt><dd>${draw(part)}</dd>`))}\n</dl>`;
}

const lines = (parts: readonly Markup[]): Markup => new Markup(parts.map(({ text }) => text).join('\n'));
