import type { PanelProps } from '../window/screen.ts';
import { AddForm } from './add-form.tsx';
import { ImportForm } from './import-form.tsx';
import { ListForm } from './list-form.tsx';
import { ScreenView } from './screen-view.tsx';
import { SubjectView } from './subject-view.tsx';
import { shownIn } from './ways.ts';
import './watchlists.css';

/** What stands beside a watchlist or the screener: all that is known of one subject, a saved screen, or a form. */
export default function SubjectScreen({ panel, subject }: PanelProps) {
  const shown = subject === null ? null : shownIn(subject);
  if (shown === null) return <NothingOpen />;
  switch (shown.shows) {
    case 'new-list':
      return <ListForm key={subject} list={null} about={shown.about ?? []} />;
    case 'list':
      return <ListForm key={shown.list} list={shown.list} />;
    case 'add':
      return <AddForm key={subject} list={shown.list ?? null} about={shown.about ?? []} />;
    case 'import':
      return <ImportForm key={shown.list} list={shown.list ?? null} />;
    case 'subject':
      return shown.kind === 'screen' ? (
        <ScreenView key={shown.id} panel={panel} screen={shown.id} />
      ) : (
        <SubjectView key={subject} panel={panel} about={shown} />
      );
    default:
      return shown satisfies never;
  }
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>Everything that is known of one subject</h2>
      <p>
        Enter or a click opens a subject here: its facts, every metric with what kind of figure it is and how old, its past, grades with
        their factors, your notes and targets, and who else watches it. <kbd>x</kbd> marks, <kbd>c</kbd> compares, <kbd>?</kbd> shows all
        keys.
      </p>
    </div>
  );
}
