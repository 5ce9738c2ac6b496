import { Suspense, type MouseEvent } from 'react';
import { goTo, usePlaces } from '../window/places.ts';
import type { Screen } from '../window/screen.ts';
import { Icon } from './icons.tsx';

/** The columns of the house by name. A count stands only where something is due. */
export function Rail({ screens }: { readonly screens: readonly Screen[] }) {
  const here = usePlaces((state) => state.place);
  return (
    <nav className="rail" aria-label="Columns" data-pane="">
      {screens.map((screen) => screen.place && <RailItem key={screen.id} screen={screen} place={screen.place} here={here === screen.id} />)}
    </nav>
  );
}

interface RailItemProps {
  readonly screen: Screen;
  readonly place: NonNullable<Screen['place']>;
  readonly here: boolean;
}

function RailItem({ screen, place, here }: RailItemProps) {
  const { due: Due } = place;
  function go(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(screen.id);
  }
  return (
    <a href={`#/${screen.id}`} aria-current={here ? 'page' : undefined} onClick={go} data-tip={`g then ${place.letter}`}>
      <Icon name={place.icon} />
      <span className="rail-title">{screen.title}</span>
      {Due && (
        <Suspense>
          <Due />
        </Suspense>
      )}
    </a>
  );
}

/** The count of a place where something is due. */
export function DueCount({ due }: { readonly due: number }) {
  if (due === 0) return null;
  return (
    <span className="rail-due">
      {due}
      <span className="unseen"> due</span>
    </span>
  );
}
