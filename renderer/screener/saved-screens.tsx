import type { SubjectKind } from '../../shared/figures/index.ts';
import { useReading } from '../engine/reading.ts';
import { openSubject, type ScreenLine, screensReading } from '../watchlists/index.ts';
import { showScreen, useKindView } from './view.ts';

/** The saved screens, with how many are in each and how many entered since yesterday; opening one shows it and, beside, who came and went. */
export function SavedScreens({ kind }: { readonly kind: SubjectKind }) {
  const { data: screens = [] } = useReading(screensReading);
  const { screen: shown } = useKindView();
  if (screens.length === 0) return null;
  function open({ screen, terms }: ScreenLine): void {
    showScreen(screen, terms);
    openSubject({ kind: 'screen', id: screen }, terms.title);
  }
  return (
    <nav className="saved-screens not-printed" aria-label="Saved screens">
      {screens.map((line) => {
        const { screen, terms, members, newItems, fault } = line;
        return (
          <button
            key={screen}
            type="button"
            className="chip"
            aria-pressed={screen === shown && terms.kind === kind}
            data-tip={fault === null ? (terms.condition === '' ? 'All of them' : terms.condition) : fault.message}
            onClick={() => open(line)}
          >
            {terms.title} <b>{members.toLocaleString()}</b>
            {newItems > 0 && <span className="new">+{newItems.toLocaleString()} new</span>}
            {fault !== null && <span className="late">cannot be judged</span>}
          </button>
        );
      })}
    </nav>
  );
}
