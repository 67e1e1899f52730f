/** Content of an element: text, child elements, or the same element several times. */
export type XmlContent = string | number | boolean | XmlElements | readonly XmlContent[];
export interface XmlElements {
  readonly [name: string]: XmlContent | undefined;
}

/** Writes one document. Undefined children are left out, arrays repeat their element. */
export function toXml(root: string, content: XmlElements): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}`;
}

function element(name: string, content: XmlContent): string {
  if (Array.isArray(content)) return content.map((item: XmlContent) => element(name, item)).join('');
  const inner = typeof content === 'object' ? children(content as XmlElements) : escaped(String(content));
  return `<${name}>${inner}</${name}>`;
}

const children = (elements: XmlElements): string =>
  Object.entries(elements)
    .map(([name, content]) => (content === undefined ? '' : element(name, content)))
    .join('');

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** By name if it has one: the SDK's own XML parser supports no numeric entities. */
const escaped = (text: string): string =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may have them, and XML takes only tab and line feed as they are
    /[&<>"\u0000-\u0008\u000b-\u001f]/g,
    (character) => NAMED[character] ?? `&#${character.charCodeAt(0)};`,
  );

/**
 * The contents of every `<name>` in a document, without attributes and not nested in itself: enough for COS's Delete
 * and CompleteMultipartUpload.
 */
export function xmlElements(document: string, name: string): readonly string[] {
  return [...document.matchAll(new RegExp(`<${name}>([^]*?)</${name}>`, 'g'))].map(([, inner]) => inner ?? '');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of the first `<name>`; undefined when there is none. */
export function xmlText(document: string, name: string): string | undefined {
  return xmlElements(document, name)[0]?.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi,
    (entity, decimal, hex, named) => {
      if (decimal) return String.fromCodePoint(Number(decimal));
      return hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (ENTITIES[named] ?? entity);
    },
  );
}
