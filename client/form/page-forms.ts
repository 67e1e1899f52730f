import { createForm, type Form } from './form.ts';
import { isBlank } from './form-draft.ts';
import type { FormField } from './form-fields.ts';
import type { Asks, FormHost, FormPlan } from './form-host.ts';
import type { FormPath } from './form-path.ts';
import type { ReadSource } from './form-reading.ts';

export interface OpenField {
  readonly form: Form;
  readonly field: FormField;
}

/** @returns makes the forms of a page, each opened once, by what it asks. */
export function createPageForms(host: FormHost) {
  const { now: confirmed } = host.show<Record<string, boolean>>({});

  return (page: Asks) => {
    const forms = host.show<Partial<Record<FormPath, Form>>>({});
    const all = (): readonly Form[] => Object.values(forms.now).filter((form) => form !== undefined);
    /** An individual's name is in two forms. */
    const doubtsFrom = (source: ReadSource | undefined): readonly OpenField[] =>
      source ? all().flatMap((form) => form.doubtsFrom(source).map((field) => ({ form, field }))) : [];
    const isAskedBefore = ({ path }: Form, source: ReadSource) =>
      doubtsFrom(source).some(({ form, field }) => form.path < path && page.asks(`${form.path}.${field.key}`));
    const known = (path: string): Form | undefined => forms.now[path as FormPath];
    function open(plan: FormPlan): Form {
      const form = createForm(host, { ...page, confirmed, isAskedBefore }, plan);
      forms.change({ [plan.path]: form });
      return form;
    }

    return {
      all,
      known,
      open,
      /** The form of a path, opened when it isn't yet. */
      of: (plan: FormPlan): Form => known(plan.path) ?? open(plan),
      /** The fields of the page into which a value of a certificate is read. */
      readFrom: (source: ReadSource): readonly OpenField[] =>
        all().flatMap((form) => form.readFrom(source).map((field) => ({ form, field }))),

      /** The person has compared a value with the certificate: the same doubt is asked once. */
      confirm(form: Form, key: string): void {
        const { needsLook, source } = form.stateOf(key);
        if (needsLook) for (const doubt of doubtsFrom(source)) doubt.form.confirm(doubt.field.key);
        else form.confirm(key);
      },
      /** The person leaves a field: what they have mended is mended wherever the same was read. */
      leave(form: Form, key: string): void {
        form.leave(key);
        const { needsLook, source, value } = form.stateOf(key);
        if (needsLook || isBlank(value)) return;
        for (const doubt of doubtsFrom(source)) doubt.form.set({ [doubt.field.key]: value });
      },

      /** @returns the first form that is not saved, or lacks something. */
      async finishAll(): Promise<Form | undefined> {
        const open = all();
        const done = await Promise.all(open.map((form) => form.finish()));
        return open.find((_, place) => !done[place]);
      },
      flushAll: async (): Promise<boolean> => (await Promise.all(all().map((form) => form.flush()))).every(Boolean),
      close(form: Form): void {
        form.close();
        if (known(form.path) === form) forms.change({ [form.path]: undefined });
      },
    };
  };
}
export type PageForms = ReturnType<ReturnType<typeof createPageForms>>;
