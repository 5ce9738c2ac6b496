import { useEffect, useRef } from 'react';
import type { CompletionOption } from '../../shared/watchlists/index.ts';

interface CompletionListProps {
  readonly id: string;
  readonly options: readonly CompletionOption[];
  /** The one that Enter and Tab take; −1 for none. */
  readonly at: number;
  /** Where what is completed begins, in pixels from the field's corner. */
  readonly place: { readonly left: number; readonly top: number };
  readonly onChoose: (option: CompletionOption) => void;
}

/** What may stand at the caret, under it. The keyboard stays in the field; the pointer does not take it away. */
export function CompletionList({ id, options, at, place, onChoose }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null);
  // Drawn anew only when the list or the choice in it has changed.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label="What may stand here"
      className="completion-list"
      style={{ top: place.top, left: `clamp(0px, ${Math.round(place.left)}px, max(0px, 100% - 440px))` }}
    >
      {options.map((option, index) => (
        <div
          key={`${option.kind} ${option.text}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onMouseDown={(event) => {
            event.preventDefault();
            if (event.button === 0) onChoose(option);
          }}
        >
          <code className={`piece-${option.kind}`}>{option.text}</code>
          <span className="completion-says">{option.says}</span>
        </div>
      ))}
    </div>
  );
}
