import { Parser } from 'htmlparser2';
import { plainCharacters, withHyphens } from '../../../contracts/normal-forms/characters.ts';
import { isWebsiteNumber, normalFilingNumber } from '../../domain/filing/number.ts';
import type { NumberMark, WantedNumbers } from '../../domain/record/outside.ts';
import { type Drawn, drawnIn, hiddenBy, isUnseenBy } from './visible-styles.ts';

/** What people don't see, whatever is in it; of what plays or draws, it is for browsers that can't. */
const UNSEEN = new Set([
  ...[
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
    'datalist',
  ],
  ...['video', 'audio', 'canvas', 'object'],
]);
/** Closed until they are opened; of `details` the summary is seen. */
const CLOSED = new Set(['dialog', 'details']);
/** The public registries of filing numbers and of 公安备案, also by their older names. */
const REGISTRY = /^(www\.)?beian\.miit\.gov\.cn$/;
const PUBLIC_SECURITY_REGISTRY = /^(www\.)?beian(\.mps)?\.gov\.cn$/;
/** A page with less text than this is made by its scripts, which are not run. In bytes of UTF-8. */
const MIN_TEXT_BYTES = 200;

interface Open extends Drawn {
  readonly name: string;
  readonly isUnseen: boolean;
  /** Whether nothing in it is seen, not even a summary. */
  readonly isHidden: boolean;
  /** The link that it is part of. */
  readonly link: Link | undefined;
}
interface Link {
  /** The host to which it leads, with its port where that is an unusual one. */
  readonly host: string;
  /** Where it begins in the text. */
  readonly start: number;
  isDoubtful: boolean;
  text: string;
  /** A picture stands in it, or just before it. */
  hasPicture: boolean;
}

/** Said beside a number that is none any more. */
const VOID = /原备案|旧备案|曾用|注销|作废|失效|过期/u;
/** In characters on either side of a link. */
const BESIDE = 12;

/**
 * How the wanted numbers stand in a page. What nobody sees doesn't count, what people may not see is doubtful, and a number that
 * goes on is another one: `…号` is not shown by `…号-7`, nor `…号-1` by `…号-12`. A page that has hardly any text of its own is made
 * by its scripts, and nobody ran them.
 *
 * @param sheetsBeside style sheets that the page links.
 */
export function seenIn(page: string, { number, publicSecurity }: WantedNumbers, sheetsBeside = '') {
  const { text, links } = partsOf(page, sheetsBeside);
  const isMadeByScripts = Buffer.byteLength(text.replaceAll(/\s+/gu, '')) < MIN_TEXT_BYTES;
  const markOf = (wanted: string, registry: RegExp): { readonly mark: NumberMark; readonly link?: Link } => {
    const looked = pattern(wanted);
    const leading = links.filter(({ host, text: linked }) => registry.test(host) && looked.test(normal(linked)));
    const link = leading.find((found) => !isDoubtful(found, text)) ?? leading[0];
    if (link) return { mark: isDoubtful(link, text) ? 'doubtful' : 'linked', link };
    if (looked.test(normal(text))) return { mark: 'unlinked' };
    return { mark: isMadeByScripts ? 'by-script' : 'absent' };
  };
  const second = publicSecurity === undefined ? undefined : markOf(publicSecurity, PUBLIC_SECURITY_REGISTRY);
  return {
    number: markOf(number, REGISTRY).mark,
    ...(second && { publicSecurity: second.mark, icon: second.link?.hasPicture ?? false }),
  };
}

const isDoubtful = ({ isDoubtful: mayBeUnseen, start, text: linked }: Link, text: string): boolean =>
  mayBeUnseen || VOID.test(text.slice(Math.max(0, start - BESIDE), start + linked.length + BESIDE));

/** Where the style sheets are that a page links, but for paper. */
export function sheetLinks(page: string): readonly string[] {
  const links: string[] = [];
  const parser = new Parser({
    onopentag(name, { rel = '', href, media = '' }) {
      const isSheet = name === 'link' && rel.toLowerCase().split(/\s+/).includes('stylesheet');
      if (isSheet && href !== undefined && media.trim().toLowerCase() !== 'print') links.push(href);
    },
  });
  parser.end(page);
  return links;
}

/** The style sheets that stand in a page. */
function sheetsOf(page: string): string {
  let [sheets, isIn] = ['', false];
  const parser = new Parser({
    onopentag: (name) => {
      isIn = name === 'style';
    },
    ontext: (part) => {
      if (isIn) sheets += part;
    },
    onclosetag: () => {
      isIn = false;
    },
  });
  parser.end(page);
  return sheets;
}

/** The text that people see, and the links in it. */
function partsOf(page: string, sheetsBeside: string): { readonly text: string; readonly links: readonly Link[] } {
  const hidden = hiddenBy(`${sheetsOf(page)}\n${sheetsBeside}`);
  const open: Open[] = [];
  const links: Link[] = [];
  let text = '';
  let isAfterPicture = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      const outer = open.at(-1);
      const drawn = drawnIn(outer, name, attributes, hidden);
      const link =
        name === 'a'
          ? {
              host: hostOf(attributes.href),
              start: text.length,
              text: '',
              hasPicture: isAfterPicture,
              isDoubtful: false,
            }
          : outer?.link;
      if (link && name === 'a') links.push(link);
      const isPicture = name === 'img' || name === 'svg';
      isAfterPicture ||= isPicture;
      if (isPicture && outer?.link) outer.link.hasPicture = true;
      const isSummary = name === 'summary' && outer?.name === 'details';
      const isHidden =
        (isSummary ? outer.isHidden : (outer?.isUnseen ?? false)) ||
        UNSEEN.has(name) ||
        attributes.hidden !== undefined ||
        attributes.popover !== undefined ||
        isUnseenBy(attributes.style ?? '');
      const isClosed = CLOSED.has(name) && attributes.open === undefined;
      open.push({ ...drawn, name, isHidden, isUnseen: isHidden || isClosed, link });
    },
    ontext(part) {
      const { isUnseen, isDoubtful: mayBeUnseen = false, link } = open.at(-1) ?? {};
      if (isUnseen) return;
      text += part;
      isAfterPicture &&= part.trim() === '';
      if (!link) return;
      link.text += part;
      link.isDoubtful ||= mayBeUnseen && part.trim() !== '';
    },
    onclosetag: () => void open.pop(),
  });
  parser.end(page);
  return { text, links };
}

/** The host of an address, with a port that is not the one of its protocol; that of a relative one is the website itself. */
function hostOf(href = ''): string {
  const url = URL.canParse(href, 'https://website.invalid/') ? new URL(href, 'https://website.invalid/') : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.host : '';
}

const normal = (text: string): string => withHyphens(plainCharacters(text)).toUpperCase();

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
