import './drop.css';

/**
 * Lets files be dropped anywhere in the window. While some hang over it the page says so (`data-dropping`, drawn by the style
 * sheet); a drop never makes the browser leave the page. An element that takes files for itself is marked `data-takes-files` and
 * prevents the drop's default; the page says nothing over it. Answers the function that stops it.
 */
export function listenForDrops(take: (files: readonly File[]) => void): () => void {
  // Each element that is entered sends its own pair; only where all were left again has the pointer left the window.
  let entered = 0;
  const page = document.documentElement;

  function mark({ target }: DragEvent): void {
    const taker = target instanceof Element && target.closest('[data-takes-files]') !== null;
    if (entered > 0) page.dataset['dropping'] = taker ? 'here' : '';
    else delete page.dataset['dropping'];
  }
  function onEnter(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    entered += 1;
    mark(event);
  }
  function onOver(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  }
  function onLeave(event: DragEvent): void {
    if (!bringsFiles(event)) return;
    entered = Math.max(0, entered - 1);
    if (entered === 0) mark(event);
  }
  /** Before anybody who takes the files can stop the event, because what the page says of them has to end. */
  function onEnd(event: DragEvent): void {
    entered = 0;
    mark(event);
  }
  function onDrop(event: DragEvent): void {
    if (!bringsFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) take(files);
  }
  window.addEventListener('dragenter', onEnter);
  window.addEventListener('dragover', onOver);
  window.addEventListener('dragleave', onLeave);
  window.addEventListener('drop', onEnd, true);
  window.addEventListener('drop', onDrop);
  return () => {
    window.removeEventListener('dragenter', onEnter);
    window.removeEventListener('dragover', onOver);
    window.removeEventListener('dragleave', onLeave);
    window.removeEventListener('drop', onEnd, true);
    window.removeEventListener('drop', onDrop);
  };
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}
