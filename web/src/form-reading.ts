import { reactive, watch } from 'vue';
import type { FormField } from '../../client/form/form-fields.ts';
import { createFormReading, type ReadForm } from '../../client/form/form-reading.ts';
import { documents } from './documents.ts';

/** Remembered by the page. */
const confirmed = reactive(new Set<string>());

/** Fills blank fields of a form with values read from certificates, and detects differences. */
export function useReading(form: Omit<ReadForm, 'readFrom' | 'confirmed'>) {
  const { fill, ...reading } = createFormReading({ ...form, readFrom: (name) => documents.of(name).read, confirmed });
  watch(() => form.fields.map(reading.readOf), fill, { immediate: true });
  const pictureOf = (field: FormField): string | undefined => {
    const source = reading.sourceOf(field);
    return source && documents.of(source.name).picture;
  };
  return { ...reading, pictureOf };
}
