import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_DRAFT } from '../../shared/domain/filing/form-draft.ts';
import { shown } from '../../tests/support/scripted-api.ts';
import type { Reply } from '../calls/messages.ts';
import { draftOf } from './form-draft.ts';
import { PERSON_FIELDS } from './form-fields.ts';
import { createFormTyping, type KeptTyping } from './form-typing.ts';
import { saveWords } from './form-words.ts';
import type { TakenOver } from './taken-over.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a save that the network does not carry', () => {
  it('is no longer called saving after five seconds: it says that all is kept on the device, and is saved when it arrives', async () => {
    const fields = PERSON_FIELDS.filter(({ key }) => key === 'email');
    const draft = draftOf(fields);
    let kept: KeptTyping | undefined;
    let arrive: (reply: Reply<'saveDraft'>) => void = () => {};
    const form = createFormTyping(fields, draft, {}, NO_DRAFT, {
      save: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
      reload: async () => NO_DRAFT,
      kept: {
        read: () => undefined,
        write: (next) => {
          kept = next;
        },
      },
      show: shown,
      newPage: () => '0123456789abcdef',
    });
    const words = () => saveWords({ ...form.typing });

    draft.email = 'zhou@example.cn';
    form.touched();
    const saving = form.flush();
    await vi.advanceTimersByTimeAsync(4900);
    const before = words();
    await vi.advanceTimersByTimeAsync(200);

    expect(before).toBe('正在保存…');
    expect(words()).toBe('网络很慢，还没有存好。1 项内容记在这台设备上，不会丢，会接着存。');
    expect(kept?.values).toEqual({ email: 'zhou@example.cn' });

    const reply: Partial<Reply<'saveDraft'>> = {
      version: 1,
      conflicts: [],
      unseen: [],
      findings: [],
      gaps: [],
      problems: [],
    };
    arrive(reply as Reply<'saveDraft'>);
    await saving;
    expect([words(), kept]).toEqual(['已保存', undefined]);
  });
});

describe('a value that a form took over from a certificate', () => {
  it('is still one that nobody has looked at when the form is left before its first save, and opened again', async () => {
    const fields = PERSON_FIELDS.filter(({ key }) => key === 'name');
    let kept: KeptTyping | undefined;
    const bodies: object[] = [];
    const opened = () => {
      const draft = draftOf(fields);
      const taken: TakenOver = {};
      const form = createFormTyping(fields, draft, taken, NO_DRAFT, {
        save: (body) => {
          bodies.push(body);
          return new Promise(() => {});
        },
        reload: async () => NO_DRAFT,
        kept: {
          read: () => kept,
          write: (next) => {
            kept = next;
          },
        },
        show: shown,
        newPage: () => '0123456789abcdef',
      });
      return { draft, taken, form };
    };
    const first = opened();
    first.draft.name = '周建明';
    first.taken.name = '周建明';
    first.form.touched();

    const again = opened();
    void again.form.flush();
    await vi.advanceTimersByTimeAsync(100);

    expect(again.taken).toEqual({ name: '周建明' });
    expect(bodies).toEqual([{ page: '0123456789abcdef', fields: { name: '周建明' }, taken: ['name'] }]);
  });
});
