import { ApiError, sentenceOf } from '../../contracts/client/api-error.ts';
import { provinceOf } from '../../contracts/data/provinces.ts';
import { stops } from '../../contracts/kit/finding.ts';
import { domainForm } from '../../contracts/normal-forms/domain.ts';
import { domainProblem } from '../../shared/domain/domain-name.ts';
import {
  type CloudService,
  MAX_WEBSITES,
  MAX_WEBSITES_PER_SERVER,
  type Person,
} from '../../shared/domain/filing/filing.ts';
import { DOMAIN_MESSAGES } from '../../shared/domain/rules/typed-messages.ts';
import type { Call } from '../calls/api-client.ts';
import { createIntent } from '../calls/intent.ts';
import type { Message } from '../form/form-messages.ts';
import { sharedOf, type WebsiteValues } from './copy-site.ts';
import type { OpenFiling } from './open-filing.ts';
import { peopleIn } from './people.ts';

/** A line of a pasted table, and what becomes of it. */
export interface PastedSite {
  /** As it stands in the box. */
  readonly text: string;
  /** As it is stored. */
  readonly domain: string;
  readonly name: string;
  readonly owner: Person | undefined;
  /** A name that nobody in the filing has: of somebody who is to be photographed. */
  readonly stranger: string;
  /** `asking`: it is looked up · `later`: the filing is full, another order takes it · `full`: the server is · `bad`: to be corrected. */
  readonly state: 'good' | 'asking' | 'bad' | 'there' | 'full' | 'later';
  readonly says: string;
}

/** What the check of the filing type says of pasted domains; `unknown`: it could not be asked. */
export type Verdicts = Readonly<Record<string, readonly Message[] | 'unknown'>>;

/** Texts around a pasted table. */
export const PASTE_TEXTS = {
  title: '再添加网站',
  label: '每行一个域名，可加网站名称和负责人',
  hint: '从表格里复制几列，或用逗号、空格隔开，例如：yunfan-docs.cn 云帆样例文档 周建明',
  server: '这些网站放在哪台云服务器？',
  empty: '先粘贴或填写域名，每行一个。',
} as const;

/** How a line looks, as messages do. */
export const MARKS_OF_LINES: Readonly<Record<PastedSite['state'], Message['severity']>> = {
  ...{ good: 'info', asking: 'info', bad: 'block', there: 'warn', full: 'require', later: 'warn' },
};

/** The lines of a box without those that are blank and the head of a table. */
export const linesOf = (text: string): readonly string[] =>
  text
    .replace(/\uFEFF/g, '')
    .split(/\r\n|[\r\n\u2028]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .filter((line, place) => place > 0 || !/^["“]?域名/.test(line));

/** The cells of a line: of a spreadsheet by tabs, else by commas and spaces. */
function cellsOf(line: string): readonly string[] {
  const cells = line.includes('\t') ? line.split('\t') : line.split(/[,，、;；\s]+/);
  return cells.map((cell) => cell.trim().replace(/^["“](.*)["”]$/, '$1')).filter((cell) => cell !== '');
}

const isDomain = (cell: string): boolean => domainProblem(domainForm(cell)) === undefined;

/** What stands on a line, its columns in any order: `yunfan-lab,cn` is a domain with the wrong dot. */
function readLine(text: string, people: readonly Person[]) {
  const cells = cellsOf(text);
  const at = Math.max(cells.findIndex(isDomain), 0);
  const domain = domainForm(cells[at] ?? '');
  const others = cells.filter((_, place) => place !== at);
  const owner = people.find((person) => others.includes(person.name));
  const [name = '', stranger = ''] = others.filter((cell) => cell !== owner?.name);
  const problem = domainProblem(domain);
  const meant = cells.slice(0, 2).join('.');
  const wrong = problem && (isDomain(meant) ? `域名里是逗号还是点？改成 ${meant}。` : DOMAIN_MESSAGES[problem]);
  return { domain, name, owner, wrong, stranger: owner ? '' : stranger };
}

/**
 * Every line of a box with what becomes of it.
 *
 * @param service the server of those that can be added; undefined before one was chosen. @param known what was asked so far.
 */
export function pastedSites(
  text: string,
  { view, contents }: OpenFiling,
  service: CloudService | undefined,
  known: Verdicts,
) {
  const people = peopleIn(contents).map(({ person }) => person);
  const seen = new Set(contents.websites.map(({ domain }) => domain));
  const most = MAX_WEBSITES[view.organizerKind];
  const onServer = contents.websites.filter((site) => service && isSameServer(site.cloudService, service)).length;
  const isCode = service?.kind === 'authorization-code';
  const perServer = isCode ? 1 : MAX_WEBSITES_PER_SERVER;
  let added = 0;
  return linesOf(text).map((line): PastedSite => {
    const { wrong, ...site } = readLine(line, people);
    const told = (state: PastedSite['state'], says: string): PastedSite => ({ ...site, text: line, state, says });
    if (wrong) return told('bad', wrong);
    if (seen.has(site.domain)) return told('there', '已经有这个网站了，不用再加。');
    seen.add(site.domain);
    if (contents.websites.length + added >= most)
      return told('later', `一份备案最多 ${most} 个网站，这一个下一份再办。`);
    if (onServer + added >= perServer)
      return told(
        'full',
        `${isCode ? '一个授权码只办' : '这台云服务器最多放'} ${perServer} 个网站，给它换一${isCode ? '个' : '台'}。`,
      );
    const verdict = known[site.domain];
    if (typeof verdict === 'object' && stops(verdict)) return told('bad', words(verdict));
    added += 1;
    if (verdict === undefined) return told('asking', service ? '正在查这个域名…' : '选好云服务后就查这个域名。');
    const { owner, stranger } = site;
    const who = owner ? `，由${owner.name}管` : stranger && `，由${stranger}管；添加后拍${stranger}的证件`;
    const beside = verdict === 'unknown' ? '现在查不到域名的登记信息，提交前再查。' : words(verdict);
    return told('good', `可以添加${who}。${beside}`);
  });
}

const words = (messages: readonly Message[]): string =>
  messages.map(({ text, suggestion = '' }) => `${text}${suggestion}`).join('');

const isSameServer = (first: CloudService, second: CloudService): boolean =>
  JSON.stringify(Object.entries(first).sort()) === JSON.stringify(Object.entries(second).sort());

/** What is said below the lines: what the button does, and how those that don't fit are filed. */
export function pasteWords(sites: readonly PastedSite[], region: string) {
  const count = (state: PastedSite['state']) => sites.filter((site) => site.state === state).length;
  const [good, asking, later] = [count('good'), count('asking'), count('later')];
  const workdays = provinceOf(region)?.reviewWorkdays;
  const orders = Math.ceil(later / MAX_WEBSITES.enterprise);
  return {
    action: good > 0 ? `添加这 ${good} 个` : asking > 0 ? '正在查域名…' : '没有可以添加的',
    isReady: good > 0 && asking === 0,
    first:
      sites.length === 0
        ? PASTE_TEXTS.empty
        : asking > 0
          ? '先选云服务，等域名查完再一起添加。'
          : count('full') > 0
            ? '在上面换一台云服务器，再添加放不下的网站。'
            : '按每行的说明改好后再添加。',
    later:
      later === 0
        ? ''
        : `还有 ${later} 个放不进这份备案：这份通过当天起（管局审核最长 ${workdays} 个工作日），在“我的备案”点“新增网站”再办 ${orders} 份，主体信息不用再填。留在下面，可以先复制保存。`,
  };
}

/** The lines that were not added yet, by filing: who leaves the page finds them there again, until they cancel. */
export const LINES_LEFT = new Map<string, string>();

/** What a front end does to add websites. */
export interface AddingHost {
  readonly call: Call;
  /** A new random name of 16 to 40 letters and digits. */
  readonly newKey: () => string;
}

/** What became of the lines that were added; `warn`: a website is there now, but not as it stood on its line. */
export interface Added {
  readonly text: string;
  readonly tone: 'good' | 'warn';
  readonly kept: readonly string[];
  readonly error: string | undefined;
}

/**
 * Adds the good lines, each with its name and owner, and with what is copied from another website of the filing.
 *
 * @returns what was done, the lines that stay in the box, and why the last one could not be added.
 */
export async function addSites(
  { call, newKey }: AddingHost,
  filingId: string,
  sites: readonly PastedSite[],
  cloudService: CloudService,
  source?: WebsiteValues,
): Promise<Added> {
  const done: PastedSite[] = [];
  /** What went wrong with websites that are there now. */
  const objections: string[] = [];
  let error: string | undefined;
  for (const site of sites.filter(({ state }) => state === 'good')) {
    const { domain, name, owner, stranger } = site;
    try {
      const { filing } = await createIntent(newKey)((options) =>
        call('addWebsite', { params: { filingId }, body: { domain, cloudService } }, options),
      );
      done.push(site);
      const websiteId = filing.websites[filing.websites.length - 1]?.websiteId ?? '';
      const fields = {
        ...(source && sharedOf(source)),
        homeUrl: `www.${domain}`,
        ...(name && { name }),
      };
      const { findings = [] } = await call(
        'saveDraft',
        { params: { filingId, form: `website.${websiteId}` }, body: { page: newKey(), fields } },
        { seenVersion: 0 },
      );
      const wrong = findings.find((found) => found.field.endsWith('.details.name') && stops([found]));
      if (name && wrong) objections.push(`${domain}：${wrong.message}`);
      if (owner) await call('saveSiteOwner', { params: { filingId, websiteId }, body: { ...owner } });
      else if (stranger) {
        const body = { page: newKey(), fields: { name: stranger } };
        await call('saveDraft', { params: { filingId, form: `site-owner.${websiteId}` }, body }, { seenVersion: 0 });
      }
    } catch (caught) {
      const sentence = `${domain}：${sentenceOf(caught)}`;
      // Its line has left the box, and with it the place where an error stands.
      if (done.includes(site)) objections.push(sentence);
      else error = sentence;
      if (caught instanceof ApiError && caught.code === 'network.lost') break;
    }
  }
  const kept = sites.filter((site) => site.state !== 'there' && !done.includes(site)).map(({ text }) => text);
  const text =
    done.length > 0 ? `已添加 ${done.length} 个网站${source ? '，网站内容照抄第一个网站，都可以改' : ''}。` : '';
  return { text: [text, ...objections].join(''), tone: objections.length > 0 ? 'warn' : 'good', kept, error };
}
