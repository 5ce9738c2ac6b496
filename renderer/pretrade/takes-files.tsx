import { type ClipboardEvent, type ReactNode, useRef } from 'react';
import { takeReferenceFiles, takeReferenceText } from './waiting-files.ts';

/** A whole panel of the pre-trade desk: files that are dropped anywhere on it are a venue’s tables. */
export function TakesFiles({ children }: { readonly children: ReactNode }) {
  return (
    <div
      className="takes-files"
      data-takes-files=""
      role="presentation"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const files = [...event.dataTransfer.files];
        if (files.length === 0) return;
        event.preventDefault();
        void takeReferenceFiles(files);
      }}
    >
      {children}
    </div>
  );
}

/** Asks for files with the browser’s dialog. */
export function chooseReferenceFiles(): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  field.hidden = true;
  field.addEventListener('change', () => {
    void takeReferenceFiles([...(field.files ?? [])]);
    field.remove();
  });
  field.addEventListener('cancel', () => field.remove());
  // A field that stands nowhere may be collected while the dialog is open, and its answer is lost.
  document.body.append(field);
  field.click();
}

/** The place that says where files go: pressed it asks for them; with the focus on it, it takes what is pasted. */
export function DropPlace() {
  const button = useRef<HTMLButtonElement>(null);
  function onPaste(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files];
    const text = event.clipboardData.getData('text/plain');
    if (files.length === 0 && text.trim() === '') return;
    event.preventDefault();
    if (files.length > 0) void takeReferenceFiles(files);
    else takeReferenceText(text);
  }
  return (
    <button ref={button} type="button" className="drop-target not-printed" onClick={chooseReferenceFiles} onPaste={onPaste}>
      Drop a venue’s files anywhere here, choose them, or paste their JSON: instruments, margin tiers, fees, funding, order books
    </button>
  );
}
