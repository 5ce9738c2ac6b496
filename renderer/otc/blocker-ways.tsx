import type { Subject } from '../../shared/figures/index.ts';
import { useAmounts } from './amounts.ts';
import { goOnWith } from './go-on.ts';
import type { Blocker, Step } from './readings.ts';
import { openTrade } from './ways.ts';
import { CHECKLIST_WORDS } from './words.ts';

interface BlockerWaysProps {
  readonly blockers: readonly Blocker[];
  /** The step that they stand in the way of; the one whose own checklist it is has its button already. */
  readonly own: Step;
}

/** What stands in the way of a step, each with its named items and the way to lift it. */
export function BlockerWays({ blockers, own }: BlockerWaysProps) {
  const amounts = useAmounts();
  if (blockers.length === 0) return null;
  return (
    <ul className="blocker-list" aria-label={`In the way of: ${own.says}`}>
      {blockers.map((blocker) => (
        <li key={`${blocker.code} ${blocker.about?.id ?? ''} ${blocker.template ?? ''}`}>
          {amounts(blocker.says)} <Way blocker={blocker} />
        </li>
      ))}
    </ul>
  );
}

function Way({ blocker }: { readonly blocker: Blocker }) {
  const { code, template, about } = blocker;
  if (about === null) return null;
  if (code === 'case-open') {
    return (
      <button type="button" className="way not-printed" onClick={() => openTrade(about.id, 'Case')}>
        Open that trade
      </button>
    );
  }
  if (template === null) return null;
  return (
    <button type="button" className="way not-printed" onClick={() => void goOnWith(template, about as Subject)}>
      {CHECKLIST_WORDS[template] ?? template}
    </button>
  );
}
