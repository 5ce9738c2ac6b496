import { useAmounts } from './amounts.ts';
import type { Blocker } from './readings.ts';

/** What stands in the way, each with the open items of its checklist by name. */
export function BlockerList({ blockers }: { readonly blockers: readonly Blocker[] }) {
  const amounts = useAmounts();
  if (blockers.length === 0) return null;
  return (
    <ul className="blocker-list" aria-label="In the way">
      {blockers.map(({ code, says, items }) => (
        <li key={`${code} ${says}`}>
          {amounts(sayWithout(says))}
          {items.length > 0 && (
            <ul>
              {items.map(({ item, text, reason }) => (
                <li key={item}>
                  <code>{item}</code> {text} <span className="muted">{REASONS[reason] ?? reason}</span>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

const REASONS: Readonly<Record<string, string>> = {
  unanswered: 'not answered',
  failed: 'failed',
  unknown: 'unknown',
  expired: 'expired',
  repeat: 'to be repeated',
};

/** The sentence without the list of items that stands below it. */
function sayWithout(says: string): string {
  return says.replace(/; open: .*$/s, '.');
}
