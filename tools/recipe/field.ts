import type { Recipe } from './recipe.ts';

/** A person's telefax, which may be left blank. */
export const addField: Recipe = {
  heading: 'Add a field of a form',
  placeholders: {},
  newFiles: {},
  added: {
    'contracts/forms/form-fields.ts': [
      "    data: 'personal',\n    mask: 'mailbox',\n  },",
      `  fax: {
    label: '传真号码',
    sample: '0755-86001235',
    hint: '座机的“区号-号码”，没有可以不填。',
    control: 'phone',
    maxLength: 24,
    form: 'phone',
    blank: 'omitted',
    part: 'contacts',
    isLight: true,
    data: 'personal',
    mask: 'phone',
  },`,
    ],
    'client/filing/questions.ts': ['const contactsAt = (person: string) => below(person, [', "  'fax',"],
    'tools/docs/openapi/property-words.ts': [
      "  externalId: 'The external id that the role must ask for.',",
      "  fax: 'Telefax number, with area code.',",
    ],
  },
};
