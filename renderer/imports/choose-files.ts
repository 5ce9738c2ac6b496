import { takeFiles, takePaths } from './waiting-files.ts';

/** Asks for files with the system's dialog: the window's own, or the browser's on loopback. */
export function chooseFiles(): void {
  const bridge = window.countinghouse;
  if (bridge) {
    void bridge.choose('files-to-import').then(takePaths);
    return;
  }
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  field.hidden = true;
  field.addEventListener('change', () => {
    takeFiles([...(field.files ?? [])]);
    field.remove();
  });
  field.addEventListener('cancel', () => field.remove());
  // A field that stands nowhere may be collected while the dialog is open, and its answer is lost.
  document.body.append(field);
  field.click();
}
