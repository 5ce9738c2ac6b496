import { useNotices, dismiss, say, type Notice } from '../window/notices.ts';
import { Icon } from './icons.tsx';

/** What just happened, and the way to take it back; goes away by itself, a refusal when it is put away. */
export function NoticeLine() {
  const current = useNotices((state) => state.current);
  return (
    <div className="notice-place">
      <output className="unseen">{current?.text}</output>
      {current && <Line key={current.id} notice={current} />}
    </div>
  );
}

function Line({ notice }: { readonly notice: Notice }) {
  const { tone, text, details, offers } = notice;
  return (
    <section className={`notice ${tone}`} aria-label="What just happened">
      <span>{text}</span>
      {offers && (
        <button
          type="button"
          className="way"
          onClick={() => {
            dismiss(notice.id);
            offers.run();
          }}
        >
          {offers.title}
        </button>
      )}
      {details !== undefined && (
        <button
          type="button"
          className="quiet"
          onClick={() => void navigator.clipboard.writeText(`${text}\n${details}`).then(() => say({ tone: 'plain', text: 'Copied.' }))}
        >
          Copy details
        </button>
      )}
      <button type="button" className="quiet" aria-label="Put away" onClick={() => dismiss(notice.id)}>
        <Icon name="close" />
      </button>
    </section>
  );
}
