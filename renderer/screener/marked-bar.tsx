import { MOST_SUBJECTS } from '../../shared/comparison/index.ts';
import { clearMarks, useScreenerView } from './view.ts';

interface MarkedBarProps {
  readonly onAdd: () => void;
  readonly onCompare: () => void;
}

/** What can be done with the rows that are marked. */
export function MarkedBar({ onAdd, onCompare }: MarkedBarProps) {
  const marked = useScreenerView((state) => state.marked);
  return (
    <div className="marked-bar not-printed">
      <b data-tip={marked.map(({ title }) => title).join('; ')}>{marked.length.toLocaleString()} marked</b>
      <button type="button" className="quiet" onClick={onAdd}>
        Add to … <kbd>n</kbd>
      </button>
      <button
        type="button"
        className="quiet"
        disabled={marked.length > MOST_SUBJECTS}
        data-tip={marked.length > MOST_SUBJECTS ? `${MOST_SUBJECTS} at most stand side by side` : undefined}
        onClick={onCompare}
      >
        Compare <kbd>c</kbd>
      </button>
      <button type="button" className="quiet" onClick={clearMarks}>
        Clear
      </button>
    </div>
  );
}
