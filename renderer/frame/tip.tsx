import { useEffect, useRef } from 'react';

/**
 * One tip for the whole window: whatever carries `data-tip` shows it while the pointer rests on it or it has the focus. The text
 * is also in the element's accessible name or description, so the tip itself is silent.
 */
export function Tip() {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => {
    function show(event: Event): void {
      const owner = ownerOf(event.target);
      const text = owner?.getAttribute('data-tip');
      if (!tip.current) return;
      if (!owner || !text) {
        hide();
        return;
      }
      tip.current.textContent = text;
      tip.current.hidden = false;
      place(tip.current, owner.getBoundingClientRect());
    }
    function hide(): void {
      if (tip.current) tip.current.hidden = true;
    }
    document.addEventListener('pointerover', show);
    document.addEventListener('focusin', show);
    document.addEventListener('focusout', hide);
    document.addEventListener('scroll', hide, true);
    document.addEventListener('keydown', hide);
    return () => {
      document.removeEventListener('pointerover', show);
      document.removeEventListener('focusin', show);
      document.removeEventListener('focusout', hide);
      document.removeEventListener('scroll', hide, true);
      document.removeEventListener('keydown', hide);
    };
  }, []);
  return <div className="tip" ref={tip} hidden aria-hidden="true" />;
}

/** A grid gives the focus to its cell; what the cell has to say stands inside. */
function ownerOf(target: EventTarget | null): Element | null {
  if (!(target instanceof Element)) return null;
  return target.closest('[data-tip]') ?? (target.role === 'gridcell' ? target.querySelector('[data-tip]') : null);
}

/** Under its owner where there is room, else above; never out of the window. */
function place(tip: HTMLElement, owner: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.max(4, Math.min(owner.left + owner.width / 2 - width / 2, window.innerWidth - width - 4));
  const below = owner.bottom + 6;
  const top = below + height < window.innerHeight ? below : owner.top - height - 6;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
