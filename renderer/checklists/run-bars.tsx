import { counted } from '../figures/number-text.ts';
import type { RunDesk } from './run-desk.ts';
import type { RunDetail, RunItem } from './readings.ts';
import { wantsAnswer } from './run-pages.ts';

/** How far a run is: each part with its items as small signs, so that one sees where something is missing. */
export function RunProgress({ desk }: { readonly desk: RunDesk }) {
  const { detail, here } = desk;
  const byId = new Map(detail.items.map((item) => [item.id, item]));
  return (
    <nav className="run-progress" aria-label="Parts of the checklist">
      {detail.chunks.map((chunk) => {
        const shown = chunk.items.flatMap((id) => byId.get(id) ?? []).filter((item) => item.shown);
        const first = shown.find(wantsAnswer) ?? shown[0];
        return (
          <button
            key={chunk.id}
            type="button"
            tabIndex={-1}
            className="run-part"
            data-tip={chunk.title}
            disabled={!first}
            aria-current={shown.some(({ id }) => id === here) ? 'step' : undefined}
            onClick={() => first && desk.goTo(first.id)}
          >
            <span className="run-part-title">{chunk.title}</span>
            <span className="run-part-cells" aria-hidden="true">
              {shown.map((item) => (
                <span key={item.id} className={`cell ${cellOf(item)}${item.id === here ? ' here' : ''}`} />
              ))}
            </span>
            <span className="run-part-count">
              {shown.length === 0 ? 'not asked' : `${shown.filter((item) => !wantsAnswer(item)).length} of ${shown.length}`}
            </span>
          </button>
        );
      })}
    </nav>
  );
}

function cellOf(item: RunItem): string {
  if (item.override) return 'overridden';
  return wantsAnswer(item) ? 'unanswered' : (item.answer?.result ?? 'unanswered');
}

/** What stands in the signature's way, always in view; each leads to its item. */
export function BlockersLine({ detail, goTo }: { readonly detail: RunDetail; readonly goTo: (item: string) => void }) {
  const { blockers, items } = detail;
  const overridden = items.filter(({ override }) => override !== null).length;
  if (blockers.length === 0) {
    return (
      <p className="blockers clear" role="status">
        Nothing stands in the way of the signature.
        {overridden > 0 && <b> {counted(overridden, 'item')} overridden.</b>}
      </p>
    );
  }
  const byReason = Map.groupBy(blockers, ({ reason }) => reason);
  return (
    <div className="blockers" role="status">
      <p>
        <b>{counted(blockers.length, 'item')} in the way of the signature</b>
        {overridden > 0 && <b> · {overridden} overridden</b>}
      </p>
      <p>
        {[...byReason].map(([reason, blocked]) => (
          <span key={reason} className="blocked-as">
            {BLOCKED[reason]}
            {blocked.slice(0, SHOWN).map((blocker) => (
              <button
                key={blocker.item}
                type="button"
                className="way"
                tabIndex={-1}
                data-tip={blocker.text}
                onClick={() => goTo(blocker.item)}
              >
                {blocker.item}
              </button>
            ))}
            {blocked.length > SHOWN && <span className="muted"> +{blocked.length - SHOWN}</span>}
          </span>
        ))}
      </p>
    </div>
  );
}
/** As many as a line holds of each reason; the end of the run lists all. */
const SHOWN = 9;

const BLOCKED: Readonly<Record<RunDetail['blockers'][number]['reason'], string>> = {
  unanswered: 'not answered',
  failed: 'failed',
  unknown: 'unknown',
  expired: 'expired',
  evidence: 'file missing or altered',
  repeat: 'to be answered again',
};
