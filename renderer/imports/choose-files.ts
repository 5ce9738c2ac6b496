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
  field.addEventListener('change', () => takeFiles([...(field.files ?? [])]), { once: true });
  field.click();
}
