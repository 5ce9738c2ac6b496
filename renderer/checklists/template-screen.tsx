import { useEffect, useState } from 'react';
import { BUNDLED_TEMPLATES } from '../../shared/checklists/index.ts';
import { hasDraft } from '../window/kept-draft.ts';
import { namePanel, openBeside } from '../window/places.ts';
import type { PanelProps } from '../window/screen.ts';
import { CannotShow } from './cannot-show.tsx';
import { leaveDetail } from './leave-detail.ts';
import { useTemplate } from './readings.ts';
import { NEW_TEMPLATE, readTemplateAddress } from './template-address.ts';
import { draftKey, TemplateEditor } from './template-editor.tsx';
import { TemplateView } from './template-view.tsx';
import '../forms/forms.css';
import './checklists.css';
import './run.css';
import './template.css';

/** Beside the lists: a checklist in one of its versions, or the editor of one’s own. */
export default function TemplateScreen({ panel, subject }: PanelProps) {
  if (subject === null) return <NothingOpen />;
  if (subject === NEW_TEMPLATE) {
    return (
      <TemplateEditor
        panel={panel}
        beginning={null}
        onPublished={(key) => openBeside('checklist-template', key, { name: key })}
        onLeave={() => leaveDetail('checklist-template')}
      />
    );
  }
  const { key, number } = readTemplateAddress(subject);
  return <TemplateRoom panel={panel} template={key} number={number} />;
}

interface TemplateRoomProps {
  readonly panel: string;
  readonly template: string;
  readonly number: number | null;
}

function TemplateRoom({ panel, template, number }: TemplateRoomProps) {
  const { data, error, isPending } = useTemplate(template, number ?? undefined);
  // Who went to look something up in the middle of editing finds the editor as it was left.
  const [editing, setEditing] = useState(() => hasDraft(draftKey(template)));
  const title = data?.version?.content.title ?? data?.draft?.title;
  useEffect(() => {
    if (title !== undefined) namePanel(panel, title);
  }, [panel, title]);
  if (error) return <CannotShow message={error.message} />;
  if (isPending) return <p className="panel-opening">opening</p>;
  if (!data) return <CannotShow message={`There is no checklist ${template} in this workspace.`} />;
  const content = data.draft ?? data.version?.content ?? null;
  if ((editing || data.version === null) && content !== null && data.origin === 'own') {
    return (
      <TemplateEditor
        key={template}
        panel={panel}
        beginning={content}
        storedDraft={data.draft}
        onPublished={() => setEditing(false)}
        onLeave={() => (data.version === null ? leaveDetail('checklist-template') : setEditing(false))}
      />
    );
  }
  return <TemplateView panel={panel} detail={data} onEdit={() => setEditing(true)} />;
}

function NothingOpen() {
  return (
    <div className="teaching">
      <h2>A checklist, version by version</h2>
      <p>
        Open one of the {BUNDLED_TEMPLATES.length} checklists of the program to read it, print it with blank boxes, or duplicate it to make
        it your own. A published version never changes; a change makes the next one, and runs keep the one they began with.
      </p>
    </div>
  );
}
