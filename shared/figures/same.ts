/**
 * Whether two plain values of JSON say the same, in whatever order their members stand: what the journal gives back has them in its own order, what a
 * form sends in another. A member that is `undefined` is one that is absent.
 */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && one.length === other.length && one.every((item, n) => isSame(item, other[n]));
  }
  const [first, second] = [said(one), said(other)];
  return first.size === second.size && [...first].every(([name, value]) => second.has(name) && isSame(value, second.get(name)));
}

function said(members: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(members).filter(([, value]) => value !== undefined));
}
