import { dayText } from '../figures/time-text.ts';
import { useBeside } from '../window/beside.ts';
import { useAmounts } from './amounts.ts';
import { BlockerList } from './blocker-list.tsx';
import { type DeskGroup, groupLegs, type SettlementRows } from './board-groups.ts';
import { LegDue } from './leg-due.tsx';
import { LegMark } from './leg-mark.tsx';
import type { Board, Leg } from './readings.ts';
import { openOwner, subjectOf } from './ways.ts';
import { useCutOffZones } from './zones.ts';

/** Legs by value date and desk, the soonest first, with what comes next in each settlement and what stands in its way. */
export function BoardLegs({ board }: { readonly board: Board }) {
  const zones = useCutOffZones(board.legs);
  const open = useBeside('otc', 'otc-trade');
  const groups = groupLegs(board);
  return (
    <>
      {groups.map((group) => (
        <DeskTable key={`${group.valueDate} ${group.desk}`} group={group} zones={zones} open={open} />
      ))}
    </>
  );
}

interface DeskTableProps {
  readonly group: DeskGroup;
  readonly zones: ReadonlyMap<string, string>;
  readonly open: string | null;
}

function DeskTable({ group, zones, open }: DeskTableProps) {
  const name = `${group.deskName}, value ${dayText(group.valueDate)}`;
  return (
    <section aria-label={name}>
      <h2>
        {dayText(group.valueDate)}
        <span>{group.deskName}</span>
      </h2>
      <table className="table board-legs" aria-label={`Legs with ${name}`}>
        <thead>
          <tr>
            <th scope="col">Leg</th>
            <th scope="col">Cut-off</th>
            <th scope="col">State</th>
            <th scope="col">What comes next, and what stands in the way</th>
          </tr>
        </thead>
        {group.settlements.map((settlement) => (
          <SettlementBody
            key={settlement.owner.id}
            settlement={settlement}
            zone={zones.get(settlement.owner.id)}
            isOpen={open === subjectOf(settlement.owner)}
          />
        ))}
      </table>
    </section>
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
    <tbody aria-current={isOpen ? 'true' : undefined}>
      {legs.map((leg, place) => (
        <tr key={leg.leg}>
          <td>
            <button type="button" className="leg-words" data-opens-row="" onClick={() => openOwner(owner, title)}>
              <LegSign leg={leg} />
              {amounts(leg.words)}
            </button>
            <small>
              {title} · {leg.network}
              {leg.firstUse && <span className="mark">never paid before</span>}
            </small>
          </td>
          <td>
            <LegDue leg={leg} zone={leg.instruction.cutOff?.zone ?? zone} />
          </td>
          <td>
            <LegMark leg={leg} />
          </td>
          {place === 0 && (
            <td rowSpan={legs.length}>
              {next ? <b className="next-says">{amounts(next.says)}</b> : <span className="muted">nothing more</span>}
              {next && <BlockerList blockers={waysBlocked(settlement)} />}
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

/** Which way money goes, as a sign beside the words. */
export function LegSign({ leg }: { readonly leg: Pick<Leg, 'direction'> }) {
  return (
    <span className={`leg-sign ${leg.direction}`} aria-hidden="true">
      {leg.direction === 'out' ? '↑' : '↓'}
    </span>
  );
}

/** What keeps payments from leaving, besides the step that comes next itself. */
function waysBlocked({ legs, next }: SettlementRows) {
  const own = next?.blockers ?? [];
  const outgoing = legs.flatMap((leg) => leg.blockers);
  const said = new Map([...own, ...outgoing].map((blocker) => [blocker.says, blocker]));
  return [...said.values()];
}
