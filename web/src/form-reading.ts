import { reactive, watch } from 'vue';
import { isEnteredElsewhere } from '../../client/filing/people.ts';
import { createFormReading, type ReadForm } from '../../client/form/form-reading.ts';
import { documents } from './documents.ts';
import { filing } from './filing.ts';

/** Remembered by the page. */
const confirmed = reactive(new Set<string>());

/** Fills blank fields of a form with values read from certificates, and detects differences. */
export function useReading(form: Omit<ReadForm, 'readFrom' | 'confirmed' | 'isElsewhere'>) {
  const isElsewhere = (number: unknown) =>
    filing.value !== undefined && isEnteredElsewhere(filing.value.contents, form.path, number);
  const { fill, ...reading } = createFormReading({
    ...{ ...form, isElsewhere, confirmed },
    readFrom: (name) => documents.of(name).read,
  });
  watch(() => form.fields.map(reading.readOf), fill, { immediate: true });
  return reading;
}
