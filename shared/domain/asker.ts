/** What asks for a sign-in, as the person's phone shows it. Nothing in it is text of the asking side. */
export interface Asker {
  /** The first half of the network address, e.g. `113.87.*.*`; `未知` without one. */
  readonly addressRange: string;
  /** System and browser, e.g. `Windows 上的 Edge`. */
  readonly browser: string;
}

const UNKNOWN = '未知';

/** Marks in a User-Agent, the more special one first: every browser also claims to be others. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger\//, '微信'],
  [/QQBrowser\//, 'QQ 浏览器'],
  [/UCBrowser\//, 'UC 浏览器'],
  [/HuaweiBrowser\//, '华为浏览器'],
  [/MiuiBrowser\//, '小米浏览器'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/.* Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙'],
  [/Android/, 'Android'],
  [/Macintosh/, 'Mac'],
  [/Linux|X11/, 'Linux'],
];

const nameIn = (names: typeof BROWSERS, userAgent: string): string | undefined =>
  names.find(([mark]) => mark.test(userAgent))?.[1];

/** Describes who sent a request. @param address network address as the platform reports it. */
export function askerOf(address: string, userAgent: string): Asker {
  const browser = nameIn(BROWSERS, userAgent);
  const system = nameIn(SYSTEMS, userAgent);
  return {
    addressRange: addressRangeOf(address),
    browser: browser && system ? `${system} 上的 ${browser}` : `${system ?? browser ?? UNKNOWN}`,
  };
}

const GROUPS = 8;

/** Half of an IPv4 address, or the 48 bits of an IPv6 address that a provider assigns to a customer. */
function addressRangeOf(address: string): string {
  const [, ...parts] = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/i.exec(address) ?? [];
  if (parts.length > 0) return `${parts.join('.')}.*.*`;
  if (!/^[0-9a-f:]{2,39}$/i.test(address) || !address.includes(':')) return UNKNOWN;
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const missing = GROUPS - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(tail)];
  return `${all.slice(0, 3).join(':').toLowerCase()}:*`;
}
