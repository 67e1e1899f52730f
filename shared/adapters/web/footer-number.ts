import { Parser } from 'htmlparser2';
import { isWebsiteNumber, normalFilingNumber } from '../../domain/filing/number.ts';

/** What people don't see, whatever is in it. */
const UNSEEN = new Set([
  'head',
  'title',
  'script',
  'style',
  'template',
  'noscript',
  'noframes',
  'iframe',
  'textarea',
  'select',
]);
const UNSEEN_STYLE = /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** The public registry of filing numbers, also by its older name. */
const REGISTRY = /^(www\.)?beian\.miit\.gov\.cn$/;
/** A page with less text than this is made by its scripts, which are not run. In bytes of UTF-8. */
const MIN_TEXT_BYTES = 200;

interface Open {
  readonly isUnseen: boolean;
  /** The link that it is part of. */
  readonly link: Link | undefined;
}
interface Link {
  readonly leadsToRegistry: boolean;
  text: string;
}

/**
 * Whether a page shows this very filing number in a link to the registry. What nobody sees doesn't count, and a number that
 * goes on is another one: `…号` is not shown by `…号-7`, nor `…号-1` by `…号-12`.
 *
 * @returns undefined for a page that has hardly any text of its own: its scripts make it, and nobody ran them.
 */
export function showsLinked(page: string, number: string): boolean | undefined {
  const { text, links } = seenIn(page);
  const wanted = pattern(number);
  if (links.some((link) => link.leadsToRegistry && wanted.test(normal(link.text)))) return true;
  const isMadeByScripts = Buffer.byteLength(text.replaceAll(/\s+/gu, '')) < MIN_TEXT_BYTES;
  return isMadeByScripts && !wanted.test(normal(text)) ? undefined : false;
}

/** The text that people see, and the links in it. */
function seenIn(page: string): { readonly text: string; readonly links: readonly Link[] } {
  const open: Open[] = [];
  const links: Link[] = [];
  let text = '';
  const parser = new Parser({
    onopentag(name, { hidden, style = '', href }) {
      const { isUnseen = false, link } = open.at(-1) ?? {};
      const begun = name === 'a' ? { leadsToRegistry: leadsToRegistry(href), text: '' } : undefined;
      if (begun) links.push(begun);
      open.push({
        isUnseen: isUnseen || UNSEEN.has(name) || hidden !== undefined || UNSEEN_STYLE.test(style),
        link: begun ?? link,
      });
    },
    ontext(part) {
      const { isUnseen, link } = open.at(-1) ?? {};
      if (isUnseen) return;
      text += part;
      if (link) link.text += part;
    },
    onclosetag: () => void open.pop(),
  });
  parser.end(page);
  return { text, links };
}

/** A relative address leads to the website itself. */
function leadsToRegistry(href = ''): boolean {
  const url = URL.canParse(href, 'https://website.invalid/') ? new URL(href, 'https://website.invalid/') : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && REGISTRY.test(url.hostname);
}

const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[‐‑‒–—―−]/gu, '-')
    .toUpperCase();

/** The characters of a number, between which spaces may stand, and nothing behind them that makes another number of it. */
function pattern(number: string): RegExp {
  const characters = [...normalFilingNumber(number)].map((text) => text.replace(/[$()*+.?[\\\]^{|}]/, '\\$&'));
  const goesOn = isWebsiteNumber(number) ? '\\d|[AXK](?![A-Z])' : '\\s*-\\s*\\d|(?<=\\d)\\d';
  return new RegExp(`${characters.join('\\s*')}(?!${goesOn})`, 'u');
}

/** The text of a page as a browser reads it: by the charset of its header or its `meta`, else as UTF-8 or, where it is none, GB 18030. */
export function pageText(bytes: Buffer, contentType: string): string {
  const inHeader = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1];
  const inMeta = /<meta[^>]{0,200}?charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 1024))?.[1];
  const said = inHeader ?? inMeta;
  try {
    return new TextDecoder(said, { fatal: said === undefined }).decode(bytes);
  } catch {
    // No UTF-8, or a charset that nobody knows.
    return new TextDecoder('gb18030').decode(bytes);
  }
}
