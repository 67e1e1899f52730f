import type { PersonalKind } from '../../../contracts/forms/form-field.ts';

function keep(text: string, head: number, tail: number, hidden: number): string {
  const characters = [...text];
  const stars = characters.length - head - tail;
  if (stars < hidden) return '*'.repeat(characters.length);
  return characters.slice(0, head).join('') + '*'.repeat(stars) + characters.slice(head + stars).join('');
}

/** Enough to recognise a value beside its paper, too little to use it. */
export function masked(text: string, kind: PersonalKind): string {
  if (kind === 'name') return keep(text, 1, 0, 1);
  // The last four digits of an ID card are asked on the phone.
  if (kind === 'number') return keep(text, 4, 0, 4);
  if (kind === 'phone') return keep(text, 3, 4, 4);
  if (kind === 'mailbox')
    return text.includes('@') ? `${[...text][0]}****${text.slice(text.lastIndexOf('@'))}` : '****';
  return `${[...text].slice(0, 3).join('')}****`;
}
