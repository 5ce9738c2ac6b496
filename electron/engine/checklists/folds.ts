import {
  type Answer,
  givenWords,
  type Hidden,
  type Interruption,
  type Override,
  type OverrideRequest,
  type Signature,
  type Signer,
  type Template,
} from '../../../shared/checklists/index.ts';
import type { Subject } from '../../../shared/figures/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';

/** How the checklists' tables follow from their events. */
export const checklistFolds: Readonly<Record<string, Fold>> = {
  'checklists.draft-written': fold<{ after: Template | null }>((store, { subject, payload: { after } }) => {
    store.run(
      `INSERT INTO checklist_template (template, draft) VALUES (?, ?) ON CONFLICT (template) DO UPDATE SET draft = excluded.draft`,
      subject,
      after === null ? null : JSON.stringify(after),
    );
  }),
  'checklists.version-published': fold<Published>((store, { subject, at, payload }) => {
    store.run('INSERT OR IGNORE INTO checklist_template (template) VALUES (?)', subject);
    store.run(
      'INSERT OR REPLACE INTO checklist_version (template, number, hash, content, note, at, by_name, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      subject,
      payload.number,
      payload.hash,
      JSON.stringify(payload.content),
      payload.note,
      at,
      payload.by?.name ?? null,
      payload.origin,
    );
  }),
  'checklists.template-retired': fold((store, { subject }) => setRetired(store, subject, 1)),
  'checklists.template-reinstated': fold((store, { subject }) => setRetired(store, subject, 0)),
  'checklists.run-started': fold<Started>((store, { seq, at, subject, payload }) => {
    store.run(
      `INSERT OR IGNORE INTO checklist_run (run, template, number, hash, title, about_kind, about_id, about_title,
         started_seq, started_at, by_person, by_name, state, revision, changed_seq, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open', 1, ?, ?)`,
      subject,
      payload.template,
      payload.number,
      payload.hash,
      payload.title,
      payload.about.kind,
      payload.about.id,
      payload.aboutTitle,
      seq,
      at,
      payload.by.person,
      payload.by.name,
      seq,
      at,
    );
    writeWords(store, subject);
  }),
  'checklists.run-voided': fold((store, event) => {
    store.run("UPDATE checklist_run SET state = 'void' WHERE run = ?", event.subject);
    touch(store, event);
  }),
  'checklists.run-unvoided': fold((store, event) => {
    store.run("UPDATE checklist_run SET state = 'open' WHERE run = ?", event.subject);
    touch(store, event);
  }),
  'checklists.item-answered': fold<{ item: string; after: Answer | null; interrupted: Interruption | null }>((store, event) => {
    const { item, after, interrupted } = event.payload;
    for (const other of interrupted?.items ?? []) {
      if (other !== item) store.run('UPDATE checklist_item SET repeat = 1 WHERE run = ? AND item = ?', event.subject, other);
    }
    // What was overridden was the answer before; another answer has to stand for itself.
    store.run(
      `INSERT INTO checklist_item (run, item, answer, result, valid_until, failed_once) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (run, item) DO UPDATE SET answer = excluded.answer, result = excluded.result, valid_until = excluded.valid_until,
         failed_once = max(failed_once, excluded.failed_once), override = NULL, request = NULL, repeat = 0`,
      event.subject,
      item,
      after === null ? null : JSON.stringify(after),
      after?.result ?? null,
      after?.validUntil ?? null,
      after?.result === 'fail' ? 1 : 0,
    );
    count(store, event.subject);
    writeWords(store, event.subject);
    touch(store, event);
  }),
  'checklists.timer-set': fold<{ item: string; after: string | null }>((store, event) => {
    store.run(
      `INSERT INTO checklist_item (run, item, timer_since) VALUES (?, ?, ?)
       ON CONFLICT (run, item) DO UPDATE SET timer_since = excluded.timer_since`,
      event.subject,
      event.payload.item,
      event.payload.after,
    );
    touch(store, event);
  }),
  'checklists.override-requested': fold<{ item: string; after: OverrideRequest | null }>((store, event) => {
    const { item, after } = event.payload;
    store.run(
      `INSERT INTO checklist_item (run, item, request) VALUES (?, ?, ?) ON CONFLICT (run, item) DO UPDATE SET request = excluded.request`,
      event.subject,
      item,
      after === null ? null : JSON.stringify(after),
    );
    touch(store, event);
  }),
  'checklists.override-set': fold<{ item: string; after: Override | null }>((store, event) => {
    const { item, after } = event.payload;
    store.run(
      `INSERT INTO checklist_item (run, item, override) VALUES (?, ?, ?) ON CONFLICT (run, item) DO UPDATE SET override = excluded.override`,
      event.subject,
      item,
      after === null ? null : JSON.stringify(after),
    );
    count(store, event.subject);
    writeWords(store, event.subject);
    touch(store, event);
  }),
  'checklists.run-signed': fold<Signed>((store, event) => {
    const { revision, place, signature, hidden, facts, last, expires } = event.payload;
    store.run(
      'INSERT OR REPLACE INTO checklist_signature (run, revision, place, signature, hidden, facts) VALUES (?, ?, ?, ?, ?, ?)',
      event.subject,
      revision,
      place,
      JSON.stringify(signature),
      JSON.stringify(hidden),
      JSON.stringify(facts),
    );
    if (last) {
      store.run(
        `INSERT OR IGNORE INTO checklist_sealed (run, revision, run_hash, signed_at, items)
         VALUES (?, ?, ?, ?, (SELECT json_group_array(json_object('item', item, 'answer', json(answer), 'override', json(override)))
           FROM (SELECT item, answer, override FROM checklist_item WHERE run = ? ORDER BY item)))`,
        event.subject,
        revision,
        signature.runHash,
        signature.at,
        event.subject,
      );
      store.run(
        "UPDATE checklist_run SET state = 'signed', signed_at = ?, run_hash = ?, expires = ? WHERE run = ?",
        signature.at,
        signature.runHash,
        expires,
        event.subject,
      );
    }
    touch(store, event);
  }),
  'checklists.run-reopened': fold<{ revision: number }>((store, event) => {
    store.run(
      "UPDATE checklist_run SET state = 'open', revision = ?, signed_at = NULL, run_hash = NULL, expires = NULL WHERE run = ?",
      event.payload.revision,
      event.subject,
    );
    touch(store, event);
  }),
};

export const checklistProjections: readonly string[] = [
  'checklist_template',
  'checklist_version',
  'checklist_run',
  'checklist_words',
  'checklist_item',
  'checklist_signature',
  'checklist_sealed',
];

interface Published {
  readonly number: number;
  readonly content: Template;
  readonly hash: string;
  readonly note: string;
  readonly by: Signer | null;
  readonly origin: 'own' | 'bundled';
}

interface Started {
  readonly template: string;
  readonly number: number;
  readonly hash: string;
  readonly about: Subject;
  readonly title: string;
  readonly aboutTitle: string;
  readonly by: Signer;
}

interface Signed {
  readonly revision: number;
  readonly place: number;
  readonly signature: Signature;
  readonly hidden: readonly Hidden[];
  readonly facts: Readonly<Record<string, string | null>>;
  readonly last: boolean;
  readonly expires: string | null;
}

function setRetired(store: Writer, template: string, retired: 0 | 1): void {
  store.run(
    'INSERT INTO checklist_template (template, retired) VALUES (?, ?) ON CONFLICT (template) DO UPDATE SET retired = excluded.retired',
    template,
    retired,
  );
}

function touch(store: Writer, { seq, at, subject }: JournalEvent): void {
  store.run('UPDATE checklist_run SET changed_seq = ?, changed_at = ? WHERE run = ?', seq, at, subject);
}

function count(store: Writer, run: string): void {
  store.run(
    `UPDATE checklist_run SET
       answered = (SELECT count(*) FROM checklist_item WHERE run = ? AND answer IS NOT NULL),
       failed = (SELECT count(*) FROM checklist_item WHERE run = ? AND result = 'fail'),
       overridden = (SELECT count(*) FROM checklist_item WHERE run = ? AND override IS NOT NULL)
     WHERE run = ?`,
    run,
    run,
    run,
    run,
  );
}

/** What a search looks through: names of the run, and what was answered, noted and given as reasons. Small letters. */
function writeWords(store: Writer, run: string): void {
  const row = store.get<Named>('SELECT template, title, about_id, about_title, by_name FROM checklist_run WHERE run = ?', run);
  if (!row) return;
  const items = store.all<Told>('SELECT answer, override FROM checklist_item WHERE run = ? ORDER BY item', run);
  const told = items.flatMap(({ answer, override }) => {
    const words = answer === null ? [] : answerWords(JSON.parse(answer) as Answer);
    return override === null ? words : words.concat((JSON.parse(override) as Override).reason);
  });
  const words = [run, row.template, row.title, row.about_id, row.about_title, row.by_name, ...told]
    .join('\n')
    .normalize('NFKC')
    .toLowerCase();
  store.run('INSERT OR REPLACE INTO checklist_words (run, words) VALUES (?, ?)', run, words);
}

interface Named {
  readonly template: string;
  readonly title: string;
  readonly about_id: string;
  readonly about_title: string;
  readonly by_name: string;
}

interface Told {
  readonly answer: string | null;
  readonly override: string | null;
}

/** Without the item's own wording, so that a fold needs no template. */
function answerWords(answer: Answer): readonly string[] {
  return [givenWords(undefined, answer), answer.by.name, ...(answer.note === null ? [] : [answer.note])];
}
