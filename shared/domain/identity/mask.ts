/**
 * Masks a personal value for its owner and for lists: enough to recognise it, too little to use it (SEC-05). A value
 * too short to hide `hidden` characters becomes only asterisks.
 */
function keep(text: string, head: number, tail: number, hidden: number): string {
  const characters = [...text];
  const stars = characters.length - head - tail;
  if (stars < hidden) return '*'.repeat(characters.length);
  return characters.slice(0, head).join('') + '*'.repeat(stars) + characters.slice(head + stars).join('');
}

/** `张三丰` → `张**`. */
export const maskName = (name: string): string => keep(name, 1, 0, 1);

/** `110…0078` → `110***********0078`; any certificate number. */
export const maskIdNumber = (number: string): string => keep(number, 3, 4, 4);

/** `13800001234` → `138****1234`, `0755-12345678` → `075******5678`. */
export const maskPhone = (phone: string): string => keep(phone, 3, 4, 4);

/** `zhangsan@example.com` → `z****@example.com`, without the length of the local part. */
export function maskEmail(email: string): string {
  const index = email.lastIndexOf('@');
  return index < 1 ? '*'.repeat([...email].length) : `${[...email][0]}****${email.slice(index)}`;
}

/** `科技园路1号2栋301室` → `科技园****`, without the length. */
export function maskAddress(address: string): string {
  const characters = [...address];
  return characters.length <= 3 ? '*'.repeat(characters.length) : `${characters.slice(0, 3).join('')}****`;
}
