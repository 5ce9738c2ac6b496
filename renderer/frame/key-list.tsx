import { useEffect, useRef } from 'react';
import { commandsHere, useRegistry, type Command } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { useFocusReturn } from '../window/focus-return.ts';
import { printedKeys } from '../window/keys.ts';

/** The keys of where the person is, by group. */
export function KeyList({ close }: { readonly close: () => void }) {
  const registry = useRegistry();
  const dialog = useRef<HTMLDialogElement>(null);
  useEscape(true, close);
  useFocusReturn();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const groups = Map.groupBy(
    commandsHere(registry).filter((command) => command.keys?.length),
    (command) => command.group,
  );
  return (
    <dialog className="keys" ref={dialog} aria-label="Keys" onClose={close}>
      <header>
        <h2>Keys</h2>
        <button type="button" className="quiet" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <div className="keys-groups">
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands.map((command) => (
                <KeyRow key={command.id} command={command} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}

function KeyRow({ command }: { readonly command: Command }) {
  const refusal = command.refusal?.() ?? null;
  return (
    <div>
      <dt>
        {command.keys?.map((keys) => (
          <kbd key={keys}>{printedKeys(keys)}</kbd>
        ))}
      </dt>
      <dd>
        {command.title}
        {refusal && <small> {refusal}</small>}
      </dd>
    </div>
  );
}
