import type { PanelProps } from '../window/screen.ts';
import { NewPosition } from './new-position.tsx';
import { PositionView } from './position-view.tsx';
import { Proposals } from './proposals.tsx';
import './positions.css';

/** What stands beside the list: one position, the form of a new one, or what imports propose. */
export default function PositionScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  if (subject === 'new') return <NewPosition />;
  if (subject === 'proposals') return <Proposals />;
  return <PositionView panel={panel} position={subject} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <p>
        Enter or a click on a position opens it here: what it really earned, part by part, and why. <kbd>j</kbd> <kbd>k</kbd> go through the
        list, <kbd>n</kbd> adds a position, <kbd>?</kbd> shows all keys.
      </p>
    </div>
  );
}
