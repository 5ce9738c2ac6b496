import { useAmounts } from './amounts.ts';
import { blockerName, REASON_WORDS } from './blocker-words.ts';
import type { Blocker, Leg, Step } from './readings.ts';

/** What comes next in a settlement; and below it what else stands before the payment, with the open items of checklists by name. */
export function NextStep({ next, legs }: { readonly next: Step | null; readonly legs: readonly Leg[] }) {
  const amounts = useAmounts();
  if (next === null) return <span className="muted">nothing more</span>;
  const blockers = inTheWay(next, legs);
  const others = blockers.filter((blocker) => !isOwn(next, blocker));
  const items = blockers.flatMap((blocker) => blocker.items);
  return (
    <div className="next-step">
      <b>{amounts(next.says)}</b>
      {items.length > 0 && (
        <ul className="blocker-list" aria-label="Open items">
          {items.map(({ item, text, reason }) => (
            <li key={item}>
              <code>{item}</code> {text} <span>{REASON_WORDS[reason] ?? reason}</span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <small data-tip={others.map(({ says }) => amounts(says)).join(' ')}>
          {next.state === 'next' ? 'then' : 'waits for'} {[...new Set(others.map((blocker) => amounts(blockerName(blocker))))].join(', ')}
        </small>
      )}
    </div>
  );
}

/** Why the payments of a settlement may not leave yet, each reason once. */
function inTheWay(next: Step, legs: readonly Leg[]): readonly Blocker[] {
  const all = [...next.blockers, ...legs.flatMap((leg) => leg.blockers)];
  return [...new Map(all.map((blocker) => [blocker.says, blocker])).values()];
}

/** Whether the blocker is the very step that comes next: its checklist about the same thing. */
function isOwn(next: Step, { code, template, about }: Blocker): boolean {
  if (next.kind === 'close-case') return code === 'case-open' && about?.id === next.about.id;
  return template !== null && template === next.template && about?.id === next.about.id;
}
