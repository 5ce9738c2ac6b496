import type { Correction, Evaluated, Fired, DrawdownMark, RuleTerms } from '../../../shared/alerts/index.ts';
import { FIRINGS_PER_EVENT } from '../../../shared/alerts/index.ts';
import type { JournalEvent } from '../../../shared/journal/index.ts';
import { fold, type Fold } from '../column.ts';
import type { Writer } from '../store/store.ts';
import { isSameEvaluation } from './same-evaluation.ts';

/** How the tables of alerts follow from their events. */
export const alertFolds: Readonly<Record<string, Fold>> = {
  'alerts.rule-written': fold<{ before: RuleTerms | null; after: RuleTerms | null }>((store, event) => {
    const { before, after } = event.payload;
    if (after === null) removeRule(store, event);
    else writeRule(store, event, before, after);
    touch(store, event.seq);
  }),
  'alerts.rule-armed': fold((store, { seq, at, subject }) => {
    store.run('UPDATE alert_rule SET armed_at = ? WHERE rule = ?', at, subject);
    forgetWatches(store, subject);
    touch(store, seq);
  }),
  'alerts.rule-disarmed': fold((store, { seq, at, subject }) => {
    store.run('UPDATE alert_rule SET armed_at = NULL WHERE rule = ?', subject);
    endFirings(store, subject, 'disarmed', at);
    forgetWatches(store, subject);
    touch(store, seq);
  }),
  'alerts.evaluated': fold<Evaluated>((store, event) => {
    const { begun, ceased, standings, samples, fired, cleared, found, takenIn } = event.payload;
    for (const { rule, subject, until } of begun) {
      store.run(
        `INSERT INTO alert_watch (rule, subject, begun_seq, begun_until, standing, since) VALUES (?, ?, ?, ?, 'evaluated', ?)
         ON CONFLICT (rule, subject) DO UPDATE SET begun_seq = excluded.begun_seq, begun_until = excluded.begun_until WHERE begun_until IS NULL`,
        rule,
        subject,
        event.seq,
        until,
        found,
      );
    }
    for (const { rule, subject, standing, because } of standings) {
      store.run(
        'UPDATE alert_watch SET standing = ?, reason = ?, message = ?, since = ? WHERE rule = ? AND subject = ?',
        standing,
        because?.reason ?? null,
        because?.message ?? null,
        found,
        rule,
        subject,
      );
      if (standing === 'idle') endWatch(store, rule, subject, found);
    }
    for (const { metric, subject, taken, value, because, ...told } of samples) {
      store.run(
        'INSERT OR REPLACE INTO alert_sample (metric, subject, taken, value, reason, message, told) VALUES (?, ?, ?, ?, ?, ?, ?)',
        metric,
        subject,
        taken,
        value,
        because?.reason ?? null,
        because?.message ?? null,
        JSON.stringify(told),
      );
    }
    for (const [n, one] of fired.entries()) {
      writeFiring(store, event, n, one, { found, told: 1, late: one.late, why: JSON.stringify(one.why), rule: one.why.rule });
    }
    for (const { firing, cleared: at } of cleared) {
      store.run(
        "UPDATE alert_firing SET cleared = ?, cleared_found = ?, ended = 'cleared' WHERE firing = ? AND ended IS NULL",
        at,
        found,
        firing,
      );
    }
    for (const { rule, subject } of ceased) {
      endWatch(store, rule, subject, found);
      store.run('DELETE FROM alert_watch WHERE rule = ? AND subject = ?', rule, subject);
    }
    touch(store, event.seq, takenIn, found);
  }),
  'alerts.history-corrected': fold<{ found: string; corrections: readonly Correction[] }>((store, event) => {
    for (const [n, one] of event.payload.corrections.entries()) correct(store, event, n, one, event.payload.found);
    touch(store, event.seq);
  }),
  'alerts.acknowledged': fold<{ firings: readonly string[]; note: string }>((store, { at, payload: { firings, note } }) => {
    for (const firing of firings) {
      store.run(
        'UPDATE alert_firing SET acknowledged_at = ?, acknowledgement = ? WHERE firing = ? AND acknowledged_at IS NULL',
        at,
        note,
        firing,
      );
      if (note !== '') writeWords(store, firing);
    }
  }),
  'alerts.unacknowledged': fold<{ firings: readonly string[] }>((store, { payload: { firings } }) => {
    for (const firing of firings) {
      store.run('UPDATE alert_firing SET acknowledged_at = NULL, acknowledgement = NULL WHERE firing = ?', firing);
      store.run('DELETE FROM alert_words WHERE rowid = (SELECT place FROM alert_firing WHERE firing = ?)', firing);
    }
  }),
  'alerts.snoozed': fold<{ only: string | null; after: string | null }>((store, { subject, payload: { only, after } }) => {
    if (after === null) store.run('DELETE FROM alert_snooze WHERE rule = ? AND subject = ?', subject, only ?? '');
    else store.run('INSERT OR REPLACE INTO alert_snooze (rule, subject, until) VALUES (?, ?, ?)', subject, only ?? '', after);
  }),
  'alerts.drawdowns-marked': fold<{ about: { kind: string; subject: string; metric: string }; after: readonly DrawdownMark[] }>(
    (store, { payload: { about, after } }) => {
      store.run(
        'INSERT OR REPLACE INTO alert_mark (kind, subject, metric, marks) VALUES (?, ?, ?, ?)',
        about.kind,
        about.subject,
        about.metric,
        JSON.stringify(after),
      );
    },
  ),
};

export const alertProjections: readonly string[] = [
  'alert_rule',
  'alert_version',
  'alert_watch',
  'alert_sample',
  'alert_firing',
  'alert_topic',
  'alert_topic_words',
  'alert_words',
  'alert_correction',
  'alert_snooze',
  'alert_mark',
  'alert_progress',
];

function writeRule(store: Writer, event: JournalEvent, before: RuleTerms | null, after: RuleTerms): void {
  const { seq, id, at, subject: rule } = event;
  const terms = JSON.stringify(after);
  const goesOn = before !== null && isSameEvaluation(before, after);
  store.run(
    `INSERT INTO alert_rule (rule, written_seq, version, evaluates, terms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (rule) DO UPDATE SET version = excluded.version, terms = excluded.terms, removed = 0,
       evaluates = CASE WHEN ? THEN evaluates ELSE excluded.evaluates END`,
    rule,
    seq,
    id,
    id,
    terms,
    goesOn ? 1 : 0,
  );
  store.run('INSERT OR REPLACE INTO alert_version (rule, version, seq, at, terms) VALUES (?, ?, ?, ?, ?)', rule, id, seq, at, terms);
  if (goesOn) return;
  endFirings(store, rule, 'edited', at);
  forgetWatches(store, rule);
}

function removeRule(store: Writer, { at, subject }: JournalEvent): void {
  store.run('UPDATE alert_rule SET removed = 1, armed_at = NULL WHERE rule = ?', subject);
  endFirings(store, subject, 'removed', at);
  forgetWatches(store, subject);
}

function endFirings(store: Writer, rule: string, ended: 'disarmed' | 'edited' | 'removed', at: string): void {
  store.run('UPDATE alert_firing SET ended = ?, cleared_found = ? WHERE rule = ? AND ended IS NULL', ended, at, rule);
}

/** Its subject is gone. */
function endWatch(store: Writer, rule: string, subject: string, at: string): void {
  store.run(
    "UPDATE alert_firing SET ended = 'idle', cleared_found = ? WHERE rule = ? AND subject = ? AND ended IS NULL",
    at,
    rule,
    subject,
  );
}

function forgetWatches(store: Writer, rule: string): void {
  store.run('DELETE FROM alert_watch WHERE rule = ?', rule);
}

interface Told {
  readonly found: string;
  readonly told: 0 | 1;
  readonly late: boolean;
  readonly why: string | null;
  /** The rule's text, for the search. */
  readonly rule: string | null;
}

function writeFiring(store: Writer, event: JournalEvent, n: number, one: Omit<Fired, 'why' | 'late'>, told: Told): void {
  const place = event.seq * FIRINGS_PER_EVENT + n;
  const isOver = one.cleared !== null;
  const words = [one.title, one.subjectTitle, one.subject, ...(told.rule === null ? [] : [told.rule])].join(' ');
  const topic = topicOf(store, one, told.told, words);
  const { changes } = store.run(
    `INSERT OR IGNORE INTO alert_firing (place, firing, event, rule, version, evaluates, kind, subject, title, subject_title, what, severity,
       observed, due, found, late, passed, by_clock, cleared, cleared_found, ended, told, why, topic)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    place,
    one.firing,
    event.id,
    one.rule,
    one.version,
    one.evaluates,
    one.kind,
    one.subject,
    one.title,
    one.subjectTitle,
    one.what,
    one.severity,
    one.observed,
    one.due,
    told.found,
    told.late ? 1 : 0,
    isOver ? 1 : 0,
    one.byClock ? 1 : 0,
    one.cleared,
    isOver ? told.found : null,
    isOver ? 'cleared' : null,
    told.told,
    told.why,
    topic,
  );
  if (changes === 1) {
    store.run('UPDATE alert_topic SET firings = firings + 1, last_place = max(last_place, ?) WHERE topic = ?', place, topic);
  }
}

/** What a firing shares with others, as a search finds it: names of rule and subject, and the rule's text. */
function topicOf(store: Writer, { rule, subject, kind, severity }: Omit<Fired, 'why' | 'late'>, told: 0 | 1, words: string): number {
  const key = [rule, subject, kind, severity, told, words] as const;
  const known = store.get<{ topic: number }>(
    'SELECT topic FROM alert_topic WHERE rule = ? AND subject = ? AND kind = ? AND severity = ? AND told = ? AND words = ?',
    ...key,
  );
  if (known) return known.topic;
  store.run('INSERT INTO alert_topic (rule, subject, kind, severity, told, words) VALUES (?, ?, ?, ?, ?, ?)', ...key);
  const { topic } = store.get<{ topic: number }>('SELECT last_insert_rowid() AS topic')!;
  store.run('INSERT INTO alert_topic_words (rowid, words) VALUES (?, ?)', topic, words);
  return topic;
}

/** The words of a firing to which something was noted: those of its topic, and the note. */
function writeWords(store: Writer, firing: string): void {
  store.run(
    `INSERT OR REPLACE INTO alert_words (rowid, words)
     SELECT place, concat_ws(' ', title, subject_title, subject, why ->> '$.rule', acknowledgement) FROM alert_firing WHERE firing = ?`,
    firing,
  );
}

function correct(store: Writer, event: JournalEvent, n: number, one: Correction, found: string): void {
  const place = event.seq * FIRINGS_PER_EVENT + n;
  const record = (at: CorrectedTimes): void => {
    store.run(
      `INSERT OR IGNORE INTO alert_correction (place, event, found, rule, subject, what, firing, due, cleared, was_due, was_cleared)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      place,
      event.id,
      found,
      at.rule,
      at.subject,
      one.what,
      at.firing,
      at.due,
      at.cleared,
      at.wasDue ?? null,
      at.wasCleared ?? null,
    );
  };
  if (one.what === 'would-have-fired') {
    writeFiring(store, event, n, one.fired, { found, told: 0, late: true, why: null, rule: null });
    record(one.fired);
    return;
  }
  record(one);
  if (one.what === 'would-not-have-fired') {
    store.run(
      "UPDATE alert_firing SET void = 1, ended = coalesce(ended, 'corrected'), cleared_found = coalesce(cleared_found, ?) WHERE firing = ?",
      found,
      one.firing,
    );
  } else {
    store.run('UPDATE alert_firing SET due = ?, cleared = ? WHERE firing = ?', one.due, one.cleared, one.firing);
  }
}

interface CorrectedTimes {
  readonly rule: string;
  readonly subject: string;
  readonly firing: string;
  readonly due: string;
  readonly cleared: string | null;
  readonly wasDue?: string;
  readonly wasCleared?: string | null;
}

/** How far the evaluation has come, and the last event that changed what it starts from: by it two processes notice each other. */
function touch(store: Writer, seq: number, takenIn = 0, found: string | null = null): void {
  store.run(
    `INSERT INTO alert_progress (only_one, last_seq, taken_in, found) VALUES (1, ?, ?, ?)
     ON CONFLICT (only_one) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq), taken_in = max(taken_in, excluded.taken_in),
       found = coalesce(excluded.found, found)`,
    seq,
    takenIn,
    found,
  );
}
