import type { FieldFacts, FormOf, FormTable, ValueOf } from './form-field.ts';

/** The value of a field in which nothing is filled in; of a choice, its first one. */
export function blankValue({ control, choices }: Pick<FieldFacts, 'control' | 'choices'>): ValueOf<FieldFacts> {
  switch (control) {
    case 'choice':
      return choices?.[0]?.code ?? '';
    case 'yes-no':
      return false;
    case 'address':
      return { province: '', city: '', district: '', detail: '' };
    case 'service-contents':
    case 'languages':
    case 'pre-approvals':
      return [];
    default:
      return '';
  }
}

/** A complete form in which nothing is filled in, without what it may lack. */
export const blankValues = <Table extends FormTable>(table: Table): FormOf<Table> =>
  Object.fromEntries(
    Object.entries(table)
      .filter(([, { blank, mayLack }]) => blank !== 'omitted' && !mayLack)
      .map(([key, field]) => [key, blankValue(field)]),
  ) as FormOf<Table>;
