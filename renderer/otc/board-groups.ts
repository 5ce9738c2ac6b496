import type { Board, Leg, Step } from './readings.ts';

/** One settlement on the board: its legs, ours first, and its next step. */
export interface SettlementRows {
  readonly owner: Leg['owner'];
  readonly title: string;
  readonly legs: readonly Leg[];
  readonly next: Step | null;
}

/** The settlements with one desk for one value date. */
export interface DeskGroup {
  readonly valueDate: string;
  readonly desk: string;
  readonly deskName: string;
  readonly settlements: readonly SettlementRows[];
}

/** The legs of the board by value date, desk and settlement; within these in the order of their cut-offs, as the board has them. */
export function groupLegs({ legs, settlements }: Pick<Board, 'legs' | 'settlements'>): readonly DeskGroup[] {
  const steps = new Map(settlements.map(({ owner, next }) => [ownerKey(owner), next]));
  const byDesk = Map.groupBy(legs, ({ valueDate, desk }) => `${valueDate}\n${desk}`);
  return [...byDesk.values()]
    .map((group): DeskGroup => {
      const { valueDate, desk, deskName } = group[0]!;
      return {
        valueDate,
        desk,
        deskName,
        settlements: [...Map.groupBy(group, ({ owner }) => ownerKey(owner)).entries()].map(([key, own]) => ({
          owner: own[0]!.owner,
          title: own[0]!.title,
          legs: own,
          next: steps.get(key) ?? null,
        })),
      };
    })
    .toSorted((one, other) => one.valueDate.localeCompare(other.valueDate) || one.deskName.localeCompare(other.deskName));
}

function ownerKey({ kind, id }: Leg['owner']): string {
  return `${kind} ${id}`;
}
