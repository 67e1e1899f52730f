import type { Control, FormOf, FormTable } from './form-field.ts';

const BLANK: Readonly<Record<Control, unknown>> = {
  text: '',
  'long-text': '',
  phone: '',
  email: '',
  day: '',
  'day-or-long-term': '',
  'yes-no': false,
  choice: undefined,
  address: { province: '', city: '', district: '', detail: '' },
  'service-contents': [],
  languages: [],
  'pre-approvals': [],
};

/** A form in which nothing is filled in: only what it must have, a choice with its first value. */
export const blankValues = <Table extends FormTable>(table: Table): FormOf<Table> =>
  Object.fromEntries(
    Object.entries(table)
      .filter(([, { blank, mayLack }]) => blank !== 'omitted' && !mayLack)
      .map(([key, { control, choices }]) => [key, choices?.[0]?.code ?? BLANK[control]]),
  ) as FormOf<Table>;
