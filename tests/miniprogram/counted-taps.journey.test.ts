import type { Page } from 'playwright-core';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../shared/domain/media/document.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, PATIENCE_MS } from '../e2e/site.ts';
import { anyFrame, similar } from '../support/pictures/liveness-tries.ts';
import type { PhoneHolder } from './phone-holder.ts';
import { openPhones, type Phones } from './phone-site.ts';

// A laptop each: the camera shows the same film to both, and a face is good for one filer.
let phones: Phones;
beforeEach(async () => {
  phones = await openPhones({ review: 'manual' });
}, JOURNEY_TIMEOUT_MS);
afterEach(() => phones?.close());

/** What the phone tells of each press, WeChat's own dialogs included, and of each field that was typed into. */
const COUNTING = `
  const note = (what) => console.debug('counted ' + what);
  addEventListener('pointerdown', () => note('tap'), true);
  addEventListener('input', ({ target }) => {
    if (!target.matches('textarea, input:not([type=checkbox], [type=radio], [type=file])')) return;
    note('typed ' + target.closest('[aria-label]')?.getAttribute('aria-label'));
  }, true);
`;

/** What is shown of a page beyond the phone's first screen. */
const BEYOND = `(() => {
  const top = document.querySelector('.wx-page:not([hidden])');
  return top.scrollHeight - top.clientHeight;
})()`;

interface Counted {
  readonly holder: PhoneHolder;
  readonly page: Page;
  readonly papers: Papers;
  /** What no page can see, as a shutter; less for what a person would not do. */
  more(count: number): void;
  taps(): number;
  note(): Promise<void>;
}

async function counted(specimen: Specimen, name: string) {
  const { holder, page, trouble } = await phones.holder(specimen, name, { width: 375, height: 667 });
  await page.addInitScript(COUNTING);
  const told: string[] = [];
  page.on('console', (message) => {
    if (message.text().startsWith('counted ')) told.push(message.text().slice('counted '.length));
  });
  let extra = 0;
  const taps = () => told.filter((what) => what === 'tap').length + extra;
  const pages: { readonly title: string; readonly beyond: number; readonly taps: number }[] = [];
  const person: Counted = {
    ...{ holder, page, taps, papers: await drawPapers(specimen.organizerKind) },
    more: (count) => {
      extra += count;
    },
    async note() {
      const title = (await holder.heading('').first().textContent()) ?? '';
      pages.push({ title, beyond: await page.evaluate<number>(BEYOND), taps: taps() });
    },
  };
  const count = () => ({
    taps: taps(),
    typed: [...new Set(told.filter((what) => what !== 'tap'))],
    beyond: pages.reduce((sum, { beyond }) => sum + beyond, 0),
    pages,
  });
  return { person, count, trouble };
}

/** From the first page to the list of what is to be done. The album stands for the shutter. */
async function begin({ holder, papers, note }: Counted): Promise<void> {
  const { organizerKind, domain } = holder.specimen;
  await holder.open('pages/start/index');
  await holder.top().getByText('多久办好').waitFor();
  await note();
  if (organizerKind === 'individual') await holder.top().getByRole('radio', { name: '个人' }).click();
  await holder.button('同意并拍证件').click();
  await holder.chooseInCamera(jpeg(papers.licence ?? papers.idFront));
  await holder
    .top()
    .getByText(/按(企业|个人)办理。/)
    .waitFor();
  await holder.field('域名').fill(domain);
  // The keyboard's own key: nothing else is to be tapped.
  await holder.field('域名').press('Enter');
  // The first server that fits is proposed.
  await holder.button('换一台').waitFor();
  const doubt = holder.button(/^对，没错/);
  const start = holder.top().getByText('可以备案，类型为');
  await doubt.or(start).first().waitFor();
  if ((await doubt.count()) > 0) await doubt.click();
  await start.waitFor();
  await note();
  await holder.button('开始备案').click();
  await holder.heading(/^还差 \d+ 项/).waitFor();
  await note();
}

/** What each question asks, by its title. */
const ANSWERS: Readonly<Record<string, (person: Counted) => Promise<void>>> = {
  营业执照: settleDoubts,
  身份证: async (person) => {
    await photograph(person, 'id-back', person.papers.idBack);
    await settleDoubts(person);
  },
  主体负责人的证件: async (person) => {
    await photograph(person, 'id-front', person.papers.idFront);
    await photograph(person, 'id-back', person.papers.idBack);
    await settleDoubts(person);
    const isRepresentative = person.holder.field('是法定代表人');
    if (!(await isRepresentative.isChecked())) await isRepresentative.click();
  },
  主体负责人的联系方式: contacts,
  联系方式: contacts,
  通信地址: ({ holder }) => holder.top().getByText('系统填').first().waitFor(),
  网站名称和内容: async ({ holder }) => {
    await holder.top().getByText('系统填').first().waitFor();
    await fillBlank(holder, '网站名称', holder.specimen.website.name);
    if (holder.specimen.organizerKind === 'individual')
      await fillBlank(holder, '网站备注', holder.specimen.website.remark);
    await holder.button('都不涉及审批，下一项').waitFor();
  },
  网站负责人: ({ holder }) => holder.button(/^由周建明管，下一项/).waitFor(),
  网站备案承诺书: async (person) => {
    await person.holder.button('打开承诺书').click();
    await photograph(person, 'commitment-letter', person.papers.letter);
    expect(
      await person.holder
        .top()
        .getByText(/^去填写/)
        .count(),
    ).toBe(0);
  },
  手持证件照: (person) => photograph(person, 'handheld-photo', person.papers.handheld),
  视频核身: async ({ holder, taps, more }) => {
    // Taps are counted here, not actions seen: FaceID's own replies are prepared.
    phones.laptop.cloudApi.failNext('LivenessCompare', similar(93, await anyFrame()));
    phones.laptop.cloudApi.failNext('LivenessRecognition', similar(90, await anyFrame()));
    for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
      const before = taps();
      await holder.openCamera();
      await holder.record();
      await holder.button('好的，开始验证').click();
      const ended = holder.top().getByText(/^(核身通过|核身未通过|这次没有得到结果，不计次数)$/);
      if ((await ended.textContent({ timeout: VERIFYING_MS })) === '核身通过') return;
      // A busy machine films the acted actions too late, or leaves the check unanswered: a person is asked once.
      more(before - taps());
    }
    throw new Error(`nobody passes the liveness check: ${await holder.top().textContent()}`);
  },
};

const MOST_TURNS = 3;
/** Faces are compared on this machine, which may be busy. */
const VERIFYING_MS = 4 * PATIENCE_MS;

/** A picture costs the button of its tile and the shutter; what a busy machine could not read is chosen again, and costs nothing. */
async function photograph({ holder, taps, more }: Counted, kind: DocumentKind, picture: Buffer): Promise<void> {
  const before = taps();
  await holder.upload(kind, jpeg(picture));
  more(before + 2 - taps());
}

async function settleDoubts({ holder }: Counted): Promise<void> {
  await holder.top().locator('wx-view.field, wx-view.link').first().waitFor();
  await holder.confirmDoubts(holder.top());
}

async function fillBlank(holder: PhoneHolder, label: string, value = ''): Promise<void> {
  const control = holder.field(label);
  if ((await control.inputValue()) === '') await control.fill(value);
}

async function contacts({ holder }: Counted): Promise<void> {
  const { mobile, officePhone, emergencyPhone, email } = holder.specimen.principal;
  await holder.field('手机号码').waitFor();
  await fillBlank(holder, '手机号码', mobile);
  await fillBlank(holder, '办公室电话', officePhone);
  await fillBlank(holder, '应急联系电话', emergencyPhone);
  await fillBlank(holder, '电子邮箱', email);
}

/** Answers one question after the other, as the main button leads to them, until none is left. */
async function answerAll(person: Counted): Promise<void> {
  const { holder, note } = person;
  const title = async () => (await holder.heading('').first().textContent()) ?? '';
  const main = holder.button(/下一项|^下一步：预览$/);
  for (let before = await title(); ; before = await title()) {
    await main.click();
    await expect.poll(title, { timeout: PATIENCE_MS }).not.toBe(before);
    const now = await title();
    if (now === '预览') return;
    const answer = ANSWERS[now];
    if (!answer) throw new Error(`no answer to ${now}`);
    await answer(person);
    await note();
  }
}

async function submit({ holder, note }: Counted): Promise<void> {
  await holder.top().getByText('预检通过，可以提交').waitFor();
  await note();
  await holder.submit();
}

describe('a first filing in the mini program', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each([
    ['an enterprise', ENTERPRISE, '小程序数点按的公司', { taps: 36, typed: 5, beyond: 3_500 }],
    ['an individual', INDIVIDUAL, '小程序数点按的人', { taps: 28, typed: 7, beyond: 4_000 }],
  ] as const)('of %s costs no more than what was measured', async (_who, specimen, name, most) => {
    const { person, count, trouble } = await counted(specimen, name);
    try {
      await begin(person);
      await answerAll(person);
      await submit(person);
    } finally {
      console.log(JSON.stringify(count(), null, 1));
    }
    const { taps, typed, beyond, pages } = count();
    console.log(`${taps} taps, ${typed.length} typed, ${beyond} px beyond first screens`, typed, pages);

    expect(taps).toBeLessThanOrEqual(most.taps);
    expect(typed.length).toBeLessThanOrEqual(most.typed);
    expect(beyond).toBeLessThanOrEqual(most.beyond);
    expect(trouble).toEqual([]);
  });
});
