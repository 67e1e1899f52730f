import { html, type Markup } from 'loopback-server/html.ts';
import type { Controls, DeskFaults } from './faults.ts';
import { page } from './page.ts';

interface Knob {
  readonly name: keyof DeskFaults;
  readonly label: string;
  readonly hint: string;
  readonly max: number;
  readonly step: string;
}

const KNOBS: readonly Knob[] = [
  { name: 'delayMs', label: '推迟（毫秒）', hint: '每条审核通知晚这么久发出。', max: 600_000, step: '1' },
  { name: 'duplicates', label: '重复（次）', hint: '每条通知另外再发这么多份。', max: 20, step: '1' },
  { name: 'reorder', label: '乱序（条）', hint: '攒够这么多条后倒着发出。', max: 100, step: '1' },
  { name: 'lost', label: '丢失（比例）', hint: '0 到 1；审核台以为已经发出。', max: 1, step: '0.05' },
  { name: 'forged', label: '伪造签名（比例）', hint: '0 到 1；用别人的密钥签名。', max: 1, step: '0.05' },
  {
    name: 'failing',
    label: '接口故障（比例）',
    hint: '0 到 1；轮流返回 500、429，或收下后不回答。',
    max: 1,
    step: '0.05',
  },
];

/** Settings of the faults on demand, and of who decides. */
export function drillPage(controls: Controls, notice?: string): string {
  const faults = controls.faults();
  return page(
    '故障演练',
    '/drill',
    html`<h1>故障演练</h1>
<p class="quiet">让审核通知迟到、重复、乱序、丢失或被伪造，看备案状态是否仍然正确。留空表示一切正常。</p>
${notice ? html`<p class="notice" role="alert">${notice}</p>` : ''}
<form class="card" method="post" action="/drill">
<fieldset class="knobs"><legend>故障</legend>${KNOBS.map((knob) => field(knob, faults[knob.name]))}</fieldset>
<fieldset><legend>审核方式</legend>
${choice('automatic', '自动：每一步都通过，除非网站备注里写着“请退回”“请不予受理”“请短信超时”“请短信失败”或“请管局退回”', controls.mode())}
${choice('manual', '人工：在备案页面上决定', controls.mode())}
</fieldset>
<div><button class="primary">保存</button></div>
</form>`,
  );
}

const field = ({ name, label, hint, max, step }: Knob, value: number | undefined): Markup => html`<div>
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="number" inputmode="decimal" min="0" max="${max}" step="${step}"
 value="${value ?? ''}" aria-describedby="${name}-hint">
<small id="${name}-hint" class="quiet">${hint}</small>
</div>`;

const choice = (value: string, label: string, current: string): Markup =>
  html`<label class="choice"><input type="radio" name="mode" value="${value}" ${value === current ? html`checked` : ''}>${label}</label>`;
