import './drop.css';

/**
 * Lets files be dropped anywhere in the window. While some hang over it the page says so (`data-dropping`, drawn by the style
 * sheet); a drop never makes the browser leave the page. Answers the function that stops it.
 */
export function listenForDrops(take: (files: readonly File[]) => void): () => void {
  // Each element that is entered sends its own pair; only where all were left again has the pointer left the window.
  let entered = 0;
  const page = document.documentElement;

  function mark(): void {
    if (entered > 0) page.dataset['dropping'] = '';
    else delete page.dataset['dropping'];
  }
  function onEnter(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    entered += 1;
    mark();
  }
  function onOver(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }
  function onLeave(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    entered = Math.max(0, entered - 1);
    mark();
  }
  function onDrop(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    entered = 0;
    mark();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  }
  window.addEventListener('dragenter', onEnter);
  window.addEventListener('dragover', onOver);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onDrop);
  };
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
