/** Programs by a part of their User-Agent. The first match counts: most of them also claim to be Chrome and Safari. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/HuaweiBrowser/i, '华为浏览器'],
  [/MiuiBrowser/i, '小米浏览器'],
  [/MQQBrowser|QQBrowser/i, 'QQ 浏览器'],
  [/UCBrowser/i, 'UC 浏览器'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Version\/.*Safari\//, 'Safari'],
];

/** Machines in the same way; Android claims to be Linux, and an iPhone to be like a Mac. */
const MACHINES: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, '鸿蒙设备'],
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/i, '安卓设备'],
  [/Windows/i, 'Windows 电脑'],
  [/Macintosh/, 'Mac'],
  [/Linux|X11/i, 'Linux 电脑'],
];

const find = (table: readonly (readonly [RegExp, string])[], userAgent: string): string | undefined =>
  table.find(([part]) => part.test(userAgent))?.[1];

/**
 * The kind of device behind a User-Agent, e.g. `微信 · iPhone`. It is one of a few hundred words, so it points to nobody;
 * the header itself is kept nowhere.
 */
export const deviceOf = (userAgent: string): string =>
  `${find(PROGRAMS, userAgent) ?? '其他程序'} · ${find(MACHINES, userAgent) ?? '其他设备'}`;
