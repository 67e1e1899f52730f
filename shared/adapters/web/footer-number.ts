import { Parser } from 'htmlparser2';
import { isWebsiteNumber, normalFilingNumber } from '../../domain/filing/number.ts';
import type { NumberMark, WantedNumbers } from '../../domain/record/outside.ts';

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
/** The public registries of filing numbers and of 公安备案, also by their older names. */
const REGISTRY = /^(www\.)?beian\.miit\.gov\.cn$/;
const PUBLIC_SECURITY_REGISTRY = /^(www\.)?beian(\.mps)?\.gov\.cn$/;
/** A page with less text than this is made by its scripts, which are not run. In bytes of UTF-8. */
const MIN_TEXT_BYTES = 200;

interface Open {
  readonly isUnseen: boolean;
  /** The link that it is part of. */
  readonly link: Link | undefined;
}
interface Link {
  /** The host to which it leads. */
  readonly host: string;
  text: string;
  /** A picture stands in it, or just before it. */
  hasPicture: boolean;
}

/**
 * How the wanted numbers stand in a page. What nobody sees doesn't count, and a number that goes on is another one: `…号` is not
 * shown by `…号-7`, nor `…号-1` by `…号-12`. A page that has hardly any text of its own is made by its scripts, and nobody ran them.
 */
export function seenIn(page: string, { number, publicSecurity }: WantedNumbers) {
  const { text, links } = partsOf(page);
  const isMadeByScripts = Buffer.byteLength(text.replaceAll(/\s+/gu, '')) < MIN_TEXT_BYTES;
  const markOf = (wanted: string, registry: RegExp): { readonly mark: NumberMark; readonly link?: Link } => {
    const looked = pattern(wanted);
    const link = links.find(({ host, text: linked }) => registry.test(host) && looked.test(normal(linked)));
    if (link) return { mark: 'linked', link };
    if (looked.test(normal(text))) return { mark: 'unlinked' };
    return { mark: isMadeByScripts ? 'by-script' : 'absent' };
  };
  const second = publicSecurity === undefined ? undefined : markOf(publicSecurity, PUBLIC_SECURITY_REGISTRY);
  return {
    number: markOf(number, REGISTRY).mark,
    ...(second && { publicSecurity: second.mark, icon: second.link?.hasPicture ?? false }),
  };
}

/** The text that people see, and the links in it. */
function partsOf(page: string): { readonly text: string; readonly links: readonly Link[] } {
  const open: Open[] = [];
  const links: Link[] = [];
  let text = '';
  let isAfterPicture = false;
  const parser = new Parser({
    onopentag(name, { hidden, style = '', href }) {
      const { isUnseen = false, link } = open.at(-1) ?? {};
      const begun = name === 'a' ? { host: hostOf(href), text: '', hasPicture: isAfterPicture } : undefined;
      if (begun) links.push(begun);
      const isPicture = name === 'img' || name === 'svg';
      isAfterPicture ||= isPicture;
      if (isPicture && link) link.hasPicture = true;
      open.push({
        isUnseen: isUnseen || UNSEEN.has(name) || hidden !== undefined || UNSEEN_STYLE.test(style),
        link: begun ?? link,
      });
    },
    ontext(part) {
      const { isUnseen, link } = open.at(-1) ?? {};
      if (isUnseen) return;
      text += part;
      isAfterPicture &&= part.trim() === '';
      if (link) link.text += part;
    },
    onclosetag: () => void open.pop(),
  });
  parser.end(page);
  return { text, links };
}

/** The host of an address; that of a relative one is the website itself. */
function hostOf(href = ''): string {
  const url = URL.canParse(href, 'https://website.invalid/') ? new URL(href, 'https://website.invalid/') : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.hostname : '';
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
