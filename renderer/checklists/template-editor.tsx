import { type FormEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Template } from '../../shared/checklists/index.ts';
import { isRefused, type Refusal } from '../../shared/figures/index.ts';
import { api } from '../engine/api.ts';
import { answered, useCarrying } from '../engine/command.ts';
import { RefusalLine } from '../forms/refusal-line.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { type Command, useCommands } from '../window/commands.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import { say } from '../window/notices.ts';
import { counted } from '../figures/number-text.ts';
import { ActingPerson, useActingPerson } from './acting-person.tsx';
import { ItemForm } from './item-form.tsx';
import { ItemPreview } from './item-preview.tsx';
import { addChunk, addItem, changeChunk, changeItem, type Changed, copyItem, itemIds, move, remove, WHOLE } from './template-changes.ts';
import { gently, readDraft } from './template-complaints.ts';
import { draftOf, emptyTemplate, type TemplateDraft } from './template-draft.ts';
import { TemplateOutline } from './template-outline.tsx';
import { TemplateWholeForm } from './template-whole-form.tsx';
import { PartForm } from './part-form.tsx';

interface TemplateEditorProps {
  readonly panel: string;
  /** What the editor begins with; null for a new checklist. */
  readonly beginning: Template | null;
  /** The draft that the workspace keeps of it. */
  readonly storedDraft?: Template | null;
  readonly onPublished: (key: string) => void;
  readonly onLeave: () => void;
}

/** Under which name the window keeps what was typed into the editor. */
export function draftKey(template: string): string {
  return `checklists.template ${template}`;
}

/** The editor of one's own checklist: its parts and items in an outline, the chosen one as a form, and below it as a run would show it. */
export function TemplateEditor({ panel, beginning, storedDraft = null, onPublished, onLeave }: TemplateEditorProps) {
  const key = draftKey(beginning?.key ?? '');
  const { draft, set, resumed } = useKeptDraft<TemplateDraft>(key, () => (beginning ? draftOf(beginning) : emptyTemplate()));
  const [chosen, setChosen] = useState(WHOLE);
  const [publishing, setPublishing] = useState(false);
  const [tried, setTried] = useState(false);
  const [leads, setLeads] = useState(0);
  const [fresh, setFresh] = useState<string | null>(null);
  const room = useRef<HTMLDivElement>(null);
  const read = useMemo(() => readDraft(draft), [draft]);
  const complaints = useMemo(() => ('complaints' in read ? read.complaints : new Map<string, string>()), [read]);
  const shown = useMemo(() => (tried ? complaints : gently(complaints)), [tried, complaints]);
  const write = useCarrying(api.checklists.writeDraft.mutate);
  const discard = useCarrying(api.checklists.discardDraft.mutate);
  const apply = useCallback(
    ({ draft: next, chosen: at }: Changed) => {
      set(next);
      setChosen(at);
      setFresh(at);
    },
    [set],
  );
  useEffect(() => room.current?.querySelector<HTMLElement>('[data-outline]')?.focus(), []);
  useEffect(() => {
    if (leads > 0) room.current?.querySelector<HTMLElement>('.editor-form [aria-invalid="true"]')?.focus();
  }, [leads]);
  useEscape(!publishing, onLeave);
  /** To the first field that keeps the draft from being a checklist. */
  const lead = useCallback((): void => {
    const [field = WHOLE] = [...complaints.keys()];
    setTried(true);
    setChosen(lineOf(draft, field));
    setLeads((before) => before + 1);
  }, [complaints, draft]);
  const publish = useCallback(() => ('template' in read ? setPublishing(true) : lead()), [read, lead]);
  const keep = useCallback(async (): Promise<void> => {
    if (!('template' in read)) return lead();
    if ((await write.carry({ content: read.template })) === null) return;
    forgetDraft(key);
    sayChanged(`The draft of ${read.template.title} is kept.`);
  }, [read, lead, write, key]);
  useCommands(
    panel,
    useMemo(
      () => editorCommands({ draft, chosen, apply, set, keep: () => void keep(), publish }),
      [draft, chosen, apply, set, keep, publish],
    ),
  );
  const chunk = draft.chunks.find(({ handle }) => handle === chosen);
  const item = draft.chunks.flatMap(({ items }) => items).find(({ handle }) => handle === chosen);
  const earlier = item ? itemIds(draft).slice(0, itemIds(draft).indexOf(item.id)) : [];
  const refusal = write.refusal ?? discard.refusal;

  async function discardStored(): Promise<void> {
    if (storedDraft !== null && (await discard.carry({ template: storedDraft.key })) === null) return;
    forgetDraft(key);
    if (storedDraft !== null) sayChanged(`The draft of ${storedDraft.title} is discarded.`);
    onLeave();
  }
  return (
    <div className="editor" ref={room}>
      <header className="panel-head">
        <h1>{draft.title.trim() === '' ? 'New checklist' : `Edit ${draft.title}`}</h1>
        <span className="says">{resumed && 'as you left it'}</span>
      </header>
      <div className="list-bar actions">
        <button type="button" className="main" onClick={publish}>
          Publish
        </button>
        <button type="button" disabled={write.busy} onClick={() => void keep()}>
          Keep as draft <kbd>Ctrl S</kbd>
        </button>
        <button type="button" onClick={() => void discardStored()}>
          {storedDraft === null ? 'Leave' : 'Discard the draft'}
        </button>
        <EditorStanding complaints={complaints.size} first={[...complaints.values()][0]} />
      </div>
      {publishing && 'template' in read && (
        <Publish
          template={read.template}
          onDone={(published) => {
            setPublishing(false);
            if (!published) return;
            forgetDraft(key);
            onPublished(read.template.key);
          }}
        />
      )}
      {refusal && <RefusalLine refusal={refusal} />}
      <div className="editor-body">
        <div className="editor-outline">
          <TemplateOutline
            draft={draft}
            complaints={complaints}
            chosen={chosen}
            onChoose={setChosen}
            onMove={(handle, step) => set(move(draft, handle, step))}
            onRemove={(handle) => apply(remove(draft, handle))}
          />
          <OutlineActions draft={draft} chosen={chosen} onChange={apply} onMove={(step) => set(move(draft, chosen, step))} />
        </div>
        <form className="editor-form" aria-label="What is chosen" noValidate onSubmit={(event) => event.preventDefault()}>
          {item && (
            <>
              <ItemForm
                key={item.handle}
                item={item}
                earlier={earlier}
                complaints={shown}
                fresh={fresh === item.handle}
                onChange={(changes) => set(changeItem(draft, item.handle, changes))}
              />
              <ItemPreview item={item} />
            </>
          )}
          {chunk && (
            <PartForm
              key={chunk.handle}
              chunk={chunk}
              complaints={shown}
              onChange={(changes) => set(changeChunk(draft, chunk.handle, changes))}
            />
          )}
          {!item && !chunk && (
            <TemplateWholeForm
              draft={draft}
              complaints={shown}
              keyIsFixed={beginning !== null}
              onChange={(changes) => set({ ...draft, ...changes })}
            />
          )}
        </form>
      </div>
    </div>
  );
}

/** The line of the outline in which a field stands. */
function lineOf(draft: TemplateDraft, field: string): string {
  const [handle] = field.split('.');
  for (const chunk of draft.chunks) {
    if (chunk.handle === handle) return chunk.handle;
    const item = chunk.items.find((each) => each.handle === handle || each.options.some((option) => option.handle === handle));
    if (item) return item.handle;
  }
  return WHOLE;
}

function EditorStanding({ complaints, first }: { readonly complaints: number; readonly first: string | undefined }) {
  return (
    <span className="muted" role="status">
      {complaints === 0 ? 'Complete: it can be published.' : `${counted(complaints, 'field')} to complete. ${first ?? ''}`}
    </span>
  );
}

interface OutlineActionsProps {
  readonly draft: TemplateDraft;
  readonly chosen: string;
  readonly onChange: (changed: Changed) => void;
  readonly onMove: (step: -1 | 1) => void;
}

function OutlineActions({ draft, chosen, onChange, onMove }: OutlineActionsProps) {
  const whole = chosen === WHOLE;
  const isItem = draft.chunks.some(({ items }) => items.some(({ handle }) => handle === chosen));
  return (
    <div className="outline-actions">
      <button type="button" className="quiet" onClick={() => onChange(addItem(draft, chosen))}>
        Add an item
      </button>
      <button type="button" className="quiet" onClick={() => onChange(addChunk(draft, chosen))}>
        Add a part
      </button>
      <button type="button" className="quiet" disabled={!isItem} onClick={() => onChange(copyItem(draft, chosen))}>
        Copy
      </button>
      <button type="button" className="quiet" disabled={whole} aria-label="Move up" onClick={() => onMove(-1)}>
        ↑
      </button>
      <button type="button" className="quiet" disabled={whole} aria-label="Move down" onClick={() => onMove(1)}>
        ↓
      </button>
      <button type="button" className="quiet" disabled={whole} onClick={() => onChange(remove(draft, chosen))}>
        Remove
      </button>
    </div>
  );
}

interface PublishProps {
  readonly template: Template;
  readonly onDone: (published: boolean) => void;
}

/** Publishing says what was changed and why; from then on the version never changes. */
function Publish({ template, onDone }: PublishProps) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const acting = useActingPerson();
  useEscape(true, () => onDone(false));
  useEffect(() => field.current?.focus(), []);
  const ready = note.trim() !== '' && !busy && !acting.lacking;

  async function publish(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!ready) return;
    setBusy(true);
    const written = await answered(() => api.checklists.writeDraft.mutate({ content: template }));
    const outcome = isRefused(written)
      ? written
      : await answered(() =>
          api.checklists.publish.mutate({
            template: template.key,
            note: note.trim(),
            ...(acting.by === undefined ? {} : { by: acting.by }),
          }),
        );
    setBusy(false);
    if (isRefused(outcome)) return setRefusal(outcome.error);
    say({ tone: 'done', text: `Version ${outcome.ok.number} of ${template.title} is published. Runs that have begun keep theirs.` });
    onDone(true);
  }
  return (
    <form className="publish" aria-label="Publish" onSubmit={(event) => void publish(event)}>
      <label className="line-form">
        <span>What is changed, and why</span>
        <input ref={field} className="field" value={note} maxLength={2_000} onChange={(event) => setNote(event.currentTarget.value)} />
      </label>
      <ActingPerson label="Published by" />
      {refusal && <RefusalLine refusal={refusal} />}
      <div className="actions">
        <button type="submit" className="main" disabled={!ready}>
          Publish this version
        </button>
        <button type="button" onClick={() => onDone(false)}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </form>
  );
}

interface EditorHands {
  readonly draft: TemplateDraft;
  readonly chosen: string;
  readonly apply: (changed: Changed) => void;
  readonly set: (draft: TemplateDraft) => void;
  readonly keep: () => void;
  readonly publish: () => void;
}

function editorCommands({ draft, chosen, apply, keep, publish }: EditorHands): readonly Command[] {
  const group = 'Editor';
  return [
    { id: 'add', title: 'Add an item after this one', group, keys: ['n'], run: () => apply(addItem(draft, chosen)) },
    { id: 'editor.add-part', title: 'Add a part', group, keys: ['N'], run: () => apply(addChunk(draft, chosen)) },
    { id: 'editor.copy', title: 'Copy this item', group, keys: ['c'], run: () => apply(copyItem(draft, chosen)) },
    { id: 'editor.remove', title: 'Remove the item or part', group, keys: ['Delete'], run: () => apply(remove(draft, chosen)) },
    { id: 'editor.keep', title: 'Keep as draft', group, keys: ['mod+s'], run: keep },
    {
      id: 'editor.publish',
      title: 'Publish',
      group,
      keys: ['mod+Enter'],
      run: publish,
    },
  ];
}
