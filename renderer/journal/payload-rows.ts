/** One field of an entry as a line of a table: its name with dots, and its value as text. */
export interface PayloadRow {
  readonly name: string;
  readonly value: string;
}

/** One field that an edit changed. Absent on one side where it was added or taken away. */
export interface ChangedRow {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Long lists are told by their first members; a batch of rows is not read here. */
const MOST_MEMBERS = 50;

/** The fields of a payload, those of inner objects under their whole name. Empty objects and lists are told too. */
export function payloadRows(payload: unknown, name = ''): readonly PayloadRow[] {
  if (payload === null || typeof payload !== 'object') return [{ name, value: valueText(payload) }];
  const members = Array.isArray(payload)
    ? payload.slice(0, MOST_MEMBERS).map((member: unknown, index) => [String(index + 1), member] as const)
    : Object.entries(payload);
  if (members.length === 0) return [{ name, value: Array.isArray(payload) ? 'none' : 'nothing' }];
  const rows = members.flatMap(([key, member]) => payloadRows(member, name === '' ? key : `${name}.${key}`));
  const unseen = Array.isArray(payload) ? payload.length - members.length : 0;
  return unseen > 0 ? [...rows, { name, value: `and ${unseen.toLocaleString()} more` }] : rows;
}

/** What an edit changed: the fields of `before` and `after` that differ. `null` where the payload tells no edit. */
export function changedRows(payload: unknown): readonly ChangedRow[] | null {
  if (typeof payload !== 'object' || payload === null || !('before' in payload) || !('after' in payload)) return null;
  const before = new Map(sideRows(payload.before).map((row) => [row.name, row.value]));
  const after = new Map(sideRows(payload.after).map((row) => [row.name, row.value]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [old, now] = [before.get(name) ?? null, after.get(name) ?? null];
    return old === now ? [] : [{ name, before: old, after: now }];
  });
}

/** A side that is null tells that there was nothing. */
function sideRows(side: unknown): readonly PayloadRow[] {
  return side === null || side === undefined ? [] : payloadRows(side);
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
