import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useEscape } from '../window/escape.ts';
import { say } from '../window/notices.ts';
import { saveLayout } from '../window/places.ts';

/** Asks for the name under which the present layout is kept. */
export function LayoutName({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [name, setName] = useState('');
  useEscape(true, close);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  function save(event: FormEvent): void {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === '') return;
    saveLayout(wanted);
    close();
    say({ tone: 'done', text: `Layout “${wanted}” is kept. The search field brings it back.` });
  }
  return (
    <dialog className="ask" ref={dialog} aria-label="Save this layout by name" onClose={close}>
      <form onSubmit={save}>
        <label htmlFor="layout-name">Name of the layout</label>
        <input
          id="layout-name"
          className="field"
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="actions">
          <button type="submit" className="main" disabled={name.trim() === ''}>
            Save
          </button>
          <button type="button" onClick={close}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
