import type { CheckedOwner } from '../filing/changes.ts';

/**
 * Whose check of several has its turn: one is recorded after the other on one page. Shown are the current one and those that are over.
 *
 * @param stateOf the state of a website's last check; undefined before any.
 * @param chosen the website that somebody asked for; else the next one has its turn.
 */
export function inTurn(
  owners: readonly CheckedOwner[],
  stateOf: (websiteId: string) => string | undefined,
  chosen: string | undefined,
) {
  const isToDo = ({ isOther, name, websiteId }: CheckedOwner) =>
    !isOther && name !== '' && !['passed', 'handed-over'].includes(stateOf(websiteId) ?? '');
  const left = owners.filter(isToDo);
  const current = left.find(({ websiteId }) => websiteId === chosen) ?? left[0];
  const isOne = owners.length === 1;
  const place = `${owners.length - left.length + 1}/${owners.length}`;
  return {
    current,
    left: left.length,
    words: isOne || !current ? '' : `${place}：请${current.name}为 ${current.domain} 核身。`,
    isShown: (owner: CheckedOwner) => isOne || !isToDo(owner) || owner === current,
  };
}
