const WORDS = { block: '须修改', require: '须补充', confirm: '请核对', warn: '注意', info: '提示' } as const;

/** Messages by severity, which is also said in words for people who can't see the colour. */
Component({
  properties: { messages: { type: Array, value: [] as unknown[] } },
  data: { words: WORDS },
});
