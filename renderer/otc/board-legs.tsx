import { dayText } from '../figures/time-text.ts';
import { useBeside } from '../window/beside.ts';
import { useAmounts } from './amounts.ts';
import { type DeskGroup, groupLegs, type SettlementRows } from './board-groups.ts';
import { LegDue } from './leg-due.tsx';
import { LegMark } from './leg-mark.tsx';
import { LegSign } from './leg-sign.tsx';
import { NextStep } from './next-step.tsx';
import type { Board } from './readings.ts';
import { openOwner, subjectOf } from './ways.ts';
import { useCutOffZones } from './zones.ts';

/** Legs by value date and desk, the soonest first, with what comes next in each settlement and what stands in its way. */
export function BoardLegs({ board }: { readonly board: Board }) {
  const zones = useCutOffZones(board.legs);
  const open = useBeside('otc', 'otc-trade');
  const groups = groupLegs(board);
  if (groups.length === 0) return null;
  return (
    <section aria-label="Legs">
      <table className="table board-legs" aria-label="Legs by value date and desk">
        <thead>
          <tr>
            <th scope="col">Leg</th>
            <th scope="col">Cut-off</th>
            <th scope="col">What comes next, and what stands in the way</th>
          </tr>
        </thead>
        {groups.map((group) => (
          <DeskRows key={`${group.valueDate} ${group.desk}`} group={group} zones={zones} open={open} />
        ))}
      </table>
    </section>
  );
}

interface DeskRowsProps {
  readonly group: DeskGroup;
  readonly zones: ReadonlyMap<string, string>;
  readonly open: string | null;
}

function DeskRows({ group, zones, open }: DeskRowsProps) {
  return (
    <>
      <tbody>
        <tr className="desk-head">
          <th scope="rowgroup" colSpan={3}>
            {dayText(group.valueDate)} <span>{group.deskName}</span>
          </th>
        </tr>
      </tbody>
      {group.settlements.map((settlement) => (
        <SettlementBody
          key={settlement.owner.id}
          settlement={settlement}
          zone={zones.get(settlement.owner.id)}
          isOpen={open === subjectOf(settlement.owner)}
        />
      ))}
    </>
  );
}

interface SettlementBodyProps {
  readonly settlement: SettlementRows;
  readonly zone: string | undefined;
  readonly isOpen: boolean;
}

function SettlementBody({ settlement, zone, isOpen }: SettlementBodyProps) {
  const { legs, next, owner, title } = settlement;
  const amounts = useAmounts();
  return (
    <tbody className="settlement" aria-current={isOpen ? 'true' : undefined}>
      {legs.map((leg, place) => (
        <tr key={leg.leg}>
          <td>
            <button type="button" className="leg-words" data-opens-row="" onClick={() => openOwner(owner, title)}>
              <LegSign direction={leg.direction} />
              {amounts(leg.words)}
            </button>
            <small>
              {title} · {leg.network} <LegMark leg={leg} />
            </small>
          </td>
          <td>
            <LegDue leg={leg} zone={leg.instruction.cutOff?.zone ?? zone} />
          </td>
          {place === 0 && (
            <td rowSpan={legs.length}>
              <NextStep next={next} legs={legs} />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}
