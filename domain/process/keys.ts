import type { ActivityKey, BodyState, ScopePath } from './types.ts';

const reserved = /[%/#~^!@]/g;

function escapeMember(key: string): string {
  return key.replace(reserved, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

/** The name of one activity: `elementId@scopePath!round`. */
export function activityKey(elementId: string, scope: ScopePath, round: number): ActivityKey {
  return `${elementId}@${scope}!${round}`;
}

/** The element that an activity belongs to. */
export function elementOf(key: ActivityKey): string {
  return key.slice(0, key.indexOf('@'));
}

/** New ids of elements by their old ones; elements that are not named keep theirs. */
export type ElementNames = Readonly<Record<string, string>>;

/** A scope path under new names of elements. */
export function renamePath(path: ScopePath, names: ElementNames): ScopePath {
  return path
    .split('/')
    .map((run) => run.replace(/^[^#^~]+/, (elementId) => names[elementId] ?? elementId))
    .join('/');
}

/** The key of an activity, or of an obligation (without its round), under new names of elements. */
export function renameKey(key: ActivityKey, names: ElementNames): ActivityKey {
  const elementId = elementOf(key);
  return `${names[elementId] ?? elementId}@${renamePath(key.slice(elementId.length + 1), names)}`;
}

export function bodyKey(body: Pick<BodyState, 'elementId' | 'scope' | 'round'>): ActivityKey {
  return activityKey(body.elementId, body.scope, body.round);
}

/**
 * The scope path of one run of a body: of the member `memberKey` of a multi-instance, or, with '' for it, of a plain
 * sub-process.
 */
export function memberPath(
  body: Pick<BodyState, 'elementId' | 'scope' | 'round' | 'again'>,
  memberKey: string,
): ScopePath {
  const again = body.again?.[memberKey];
  const member = memberKey === '' ? '' : `#${escapeMember(memberKey)}`;
  return `${body.scope}/${body.elementId}${member}${again === undefined ? '' : `^${again}`}${body.round > 1 ? `~${body.round}` : ''}`;
}

/** Name of the item of one member of a multi-instance user task. The key's own `!round` tells repeated runs apart. */
export function memberItem(body: BodyState, memberKey: string, round: number): { key: ActivityKey; path: ScopePath } {
  const path = memberPath({ ...body, round: 1 }, memberKey);
  return { key: activityKey(body.elementId, path, round), path };
}

/** The scope of an activity; of an item of a multi-instance with its member. */
export function scopeOf(key: ActivityKey): ScopePath {
  return key.slice(key.indexOf('@') + 1, key.lastIndexOf('!'));
}

/** The scope in which the element of an item stands, by the item's key; what judges it looks for it from there inwards. */
export function homeOf(key: ActivityKey): ScopePath {
  const path = scopeOf(key);
  const last = path.lastIndexOf('/');
  return path.slice(last + 1).startsWith(`${elementOf(key)}#`) ? path.slice(0, last) : path;
}
