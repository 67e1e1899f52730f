import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { WeChatError } from './wechat-error.ts';

/** A subscribe message that was delivered. `values` by keyword, e.g. `thing1`. */
export interface SentMessage {
  readonly openid: string;
  readonly templateId: string;
  readonly page: string | undefined;
  readonly values: Readonly<Record<string, string>>;
  readonly sentAt: string;
}

/** The laptop's templates from WeChat's library. Their keywords differ, as those of a real operator do. */
const TEMPLATES = {
  progress: { id: 'laptop-progress-template', keywords: ['thing1', 'thing2', 'thing3', 'time4'] },
  action: { id: 'laptop-action-template', keywords: ['thing4', 'thing1', 'thing7', 'time2'] },
  result: { id: 'laptop-result-template', keywords: ['thing2', 'thing1', 'thing5', 'time3'] },
} as const;

const KEYWORDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(TEMPLATES).map(({ id, keywords }) => [id, keywords]),
);

/** `<kind>=<id>:<keywords>`, separated by `;`. */
export const LAPTOP_SUBSCRIBE_TEMPLATES = Object.entries(TEMPLATES)
  .map(([kind, { id, keywords }]) => `${kind}=${id}:${keywords.join(',')}`)
  .join(';');

/** The values of a message in the order of its template's keywords. */
export const valuesInOrder = ({ templateId, values }: SentMessage): readonly string[] =>
  (KEYWORDS.get(templateId) ?? []).map((keyword) => values[keyword] ?? '');

/** Longest value in characters by kind of keyword. Source: WeChat developer documentation, subscribeMessage.send. */
const MAX_LENGTH: Readonly<Record<string, number>> = {
  thing: 20,
  number: 32,
  letter: 32,
  symbol: 5,
  character_string: 32,
  time: 32,
  date: 32,
  amount: 20,
  phone_number: 17,
  car_number: 8,
  name: 20,
  phrase: 5,
};

const request = z.object({
  touser: z.string(),
  template_id: z.string(),
  page: z.optional(z.string()),
  data: z.record(z.string(), z.object({ value: z.coerce.string() })),
  miniprogram_state: z._default(z.enum(['developer', 'trial', 'formal']), 'formal'),
  lang: z._default(z.string(), 'zh_CN'),
});

/** The messages so far, in a file of JSON lines so that they survive a restart, and the people who refuse them. */
export class SubscribeMessages {
  readonly refusing = new Set<string>();
  readonly #sent: SentMessage[];
  readonly #file: string;
  readonly #now: () => Date;

  private constructor(file: string, sent: SentMessage[], now: () => Date) {
    this.#file = file;
    this.#sent = sent;
    this.#now = now;
  }

  static async open(file: string, now: () => Date): Promise<SubscribeMessages> {
    await mkdir(dirname(file), { recursive: true });
    const lines = (await readFile(file, { encoding: 'utf8', flag: 'a+' })).split('\n').filter(Boolean);
    return new SubscribeMessages(
      file,
      lines.map((line) => JSON.parse(line) as SentMessage),
      now,
    );
  }

  get sent(): readonly SentMessage[] {
    return this.#sent;
  }

  /**
   * @throws WeChatError 40003 bad openid, 40037 bad template, 41030 bad page, 43101 refused by the person, 47003 bad
   * value.
   */
  async send(body: unknown): Promise<void> {
    const parsed = request.safeParse(body);
    if (!parsed.success) throw new WeChatError(47003, 'argument invalid!');
    const { touser: openid, template_id: templateId, page, data } = parsed.data;
    if (!/^o[\w-]{27}$/.test(openid)) throw new WeChatError(40003, 'invalid openid');
    const keywords = KEYWORDS.get(templateId);
    if (!keywords) throw new WeChatError(40037, 'invalid template_id');
    if (page?.startsWith('/')) throw new WeChatError(41030, 'invalid page');
    if (this.refusing.has(openid)) throw new WeChatError(43101, 'user refuse to accept the msg');
    const missing = keywords.find((keyword) => !(keyword in data));
    if (missing) throw new WeChatError(47003, `argument invalid! data.${missing}.value is empty`);
    const values = Object.entries(data).map(([keyword, { value }]) => {
      checkValue(keyword, value);
      return [keyword, value] as const;
    });

    const message = { openid, templateId, page, values: Object.fromEntries(values), sentAt: this.#now().toISOString() };
    this.#sent.push(message);
    await appendFile(this.#file, `${JSON.stringify(message)}\n`);
  }
}

/** 24 hours, with or without the day: `15:01`, `2019年10月1日 15:01`. */
const TIME = /^(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}$/;

function checkValue(keyword: string, value: string): void {
  const max = MAX_LENGTH[keyword.replace(/\d+$/, '')];
  const length = [...value].length;
  const isTime = !keyword.startsWith('time') || TIME.test(value);
  if (max === undefined || length === 0 || length > max || !isTime) {
    throw new WeChatError(47003, `argument invalid! data.${keyword}.value invalid`);
  }
}
