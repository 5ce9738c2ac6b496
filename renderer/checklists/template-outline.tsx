import { type KeyboardEvent, useId } from 'react';
import type { TemplateComplaints } from './template-complaints.ts';
import { outlineOf, WHOLE } from './template-changes.ts';
import type { ItemDraft, TemplateDraft } from './template-draft.ts';
import { kindWords } from './words.ts';

interface TemplateOutlineProps {
  readonly draft: TemplateDraft;
  readonly complaints: TemplateComplaints;
  readonly chosen: string;
  readonly onChoose: (handle: string) => void;
  readonly onMove: (handle: string, step: -1 | 1) => void;
  readonly onRemove: (handle: string) => void;
}

/** The parts and items of a checklist in their order. Arrows choose, with Alt they move, Delete removes. */
export function TemplateOutline({ draft, complaints, chosen, onChoose, onMove, onRemove }: TemplateOutlineProps) {
  const id = useId();
  const order = outlineOf(draft);
  const troubled = (handle: string) => [...complaints.keys()].some((field) => field.startsWith(`${handle}.`));
  const wholeTroubled =
    [...complaints.keys()].some((field) => !field.includes('.')) || draft.signatures.some((each) => troubled(each.handle));

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step !== undefined && event.altKey) onMove(chosen, step as -1 | 1);
    else if (step !== undefined) onChoose(order[Math.max(0, Math.min(order.length - 1, order.indexOf(chosen) + step))] ?? WHOLE);
    else if (event.key === 'Home') onChoose(WHOLE);
    else if (event.key === 'End') onChoose(order.at(-1) ?? WHOLE);
    else if (event.key === 'Delete' && chosen !== WHOLE) onRemove(chosen);
    else return;
    event.preventDefault();
  }

  const line = (handle: string, className: string, content: React.ReactNode, faulty: boolean) => (
    // Keys are the list's, which has the focus and names the chosen line.
    <div
      key={handle}
      id={`${id}-${handle}`}
      role="option"
      aria-selected={handle === chosen}
      tabIndex={-1}
      className={className}
      onClick={() => onChoose(handle)}
      onKeyDown={undefined}
    >
      {content}
      {faulty && <span className="flag">incomplete</span>}
    </div>
  );
  return (
    <div
      className="outline"
      role="listbox"
      aria-label="Parts and items"
      tabIndex={0}
      aria-activedescendant={`${id}-${chosen}`}
      data-outline=""
      onKeyDown={onKeyDown}
    >
      {line(WHOLE, 'outline-whole', 'About the checklist', wholeTroubled)}
      {draft.chunks.flatMap((chunk) => [
        line(
          chunk.handle,
          'outline-chunk',
          chunk.title.trim() === '' ? 'Part without a title' : chunk.title,
          complaints.has(`${chunk.handle}.title`),
        ),
        ...chunk.items.map((item) => line(item.handle, 'outline-item', <OutlineItem item={item} />, troubled(item.handle))),
      ])}
    </div>
  );
}

function OutlineItem({ item }: { readonly item: ItemDraft }) {
  return (
    <>
      <span className="outline-id">{item.id}</span>
      <span className="outline-text">{item.text.trim() === '' ? kindWords(item.kind) : item.text}</span>
      {item.killer ? <span className="mark">killer</span> : item.critical && <span className="mark">critical</span>}
    </>
  );
}
