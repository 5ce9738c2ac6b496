import { dayOf, done, isRefused, isSame, type Outcome, refuse } from '../../../shared/figures/index.ts';
import type { NewEvent } from '../../../shared/journal/index.ts';
import { type Activity, compile, isWalletKind, type Terms } from '../../../shared/positions/index.ts';
import type { Engine } from '../engine.ts';
import { type ActivityRow, ownStream, type PositionRow, readPosition } from './position-rows.ts';

/** An activity as a form brings it; the position's own stream is added. */
export type ActivityDraft = Omit<Activity, 'stream'>;

/** Opens a position, with what is known to have happened to it, as one change. */
export function openPosition(
  engine: Engine,
  terms: Terms,
  activities: readonly ActivityDraft[],
  streams: readonly string[] = [],
): Outcome<{ position: string }> {
  const position = engine.newId();
  const events: NewEvent[] = [{ type: 'positions.position-opened', subject: position, payload: { terms } }];
  for (const stream of streams) {
    const claimed = claim(engine, position, stream);
    if (isRefused(claimed)) return claimed;
    events.push(claimed.ok);
  }
  for (const draft of activities) {
    const recorded = recording(engine, position, draft);
    if (isRefused(recorded)) return recorded;
    events.push(recorded.ok);
  }
  return answered(engine.journal.commit(events), { position });
}

export function editPosition(engine: Engine, position: string, terms: Terms): Outcome<{ position: string }> {
  return change(engine, position, (row) => {
    if (row.terms.kind !== terms.kind) {
      return refuse(
        'kind-is-fixed',
        `${row.terms.title} cannot become another kind of position: what happened to it would mean something else. Open a new one.`,
      );
    }
    const same = isSame(row.terms, terms);
    return done(same ? [] : [{ type: 'positions.position-edited', subject: position, payload: { before: row.terms, after: terms } }]);
  });
}

export function closePosition(engine: Engine, position: string, day: string | undefined): Outcome<{ position: string }> {
  return change(engine, position, (row) => {
    const closed = day ?? dayOf(engine.now());
    if (row.closed !== null) return refuse('already-closed', `${row.terms.title} was closed on ${row.closed}. Reopen it first.`);
    if (closed < row.terms.opened) {
      return refuse('before-opening', `${row.terms.title} was opened on ${row.terms.opened}; it cannot have been closed on ${closed}.`, {
        field: 'day',
      });
    }
    return done([{ type: 'positions.position-closed', subject: position, payload: { closed } }]);
  });
}

export function reopenPosition(engine: Engine, position: string): Outcome<{ position: string }> {
  return change(engine, position, (row) =>
    row.closed === null
      ? refuse('not-closed', `${row.terms.title} is not closed.`)
      : done([{ type: 'positions.position-reopened', subject: position, payload: { closed: row.closed } }]),
  );
}

export function removePosition(engine: Engine, position: string): Outcome<{ position: string }> {
  return change(engine, position, () => done([{ type: 'positions.position-removed', subject: position, payload: {} }]));
}

export function writeNote(engine: Engine, position: string, note: string): Outcome<{ position: string }> {
  return change(engine, position, (row) =>
    done(row.note === note ? [] : [{ type: 'positions.note-written', subject: position, payload: { before: row.note, after: note } }]),
  );
}

export function recordActivity(engine: Engine, position: string, draft: ActivityDraft): Outcome<{ activity: string }> {
  const row = findPosition(engine, position);
  if (isRefused(row)) return row;
  const recorded = recording(engine, position, draft);
  if (isRefused(recorded)) return recorded;
  const committed = engine.journal.commit([recorded.ok]);
  if (isRefused(committed)) return committed;
  return done({ activity: committed.ok.find((event) => event.type === 'positions.activity-recorded')?.id ?? '' });
}

export function editActivity(engine: Engine, position: string, activity: string, draft: ActivityDraft): Outcome<{ activity: string }> {
  const stored = findRecorded(engine, position, activity);
  if (isRefused(stored)) return stored;
  const detail = stored.ok;
  const after = { ...draft, stream: ownStream(position) };
  const legs = sound(after);
  if (isRefused(legs)) return legs;
  const event = { type: 'positions.activity-edited', subject: position, payload: { recorded: activity, before: detail, after } };
  return answered(engine.journal.commit([event]), { activity });
}

export function removeActivity(engine: Engine, position: string, activity: string): Outcome<{ activity: string }> {
  const stored = findRecorded(engine, position, activity);
  if (isRefused(stored)) return stored;
  const detail = stored.ok;
  const event = { type: 'positions.activity-removed', subject: position, payload: { recorded: activity, activity: detail } };
  return answered(engine.journal.commit([event]), { activity });
}

/** Counts imported streams to a position; a stream counts to one position only. */
export function claimStreams(engine: Engine, position: string, streams: readonly string[]): Outcome<{ position: string }> {
  return change(engine, position, () => {
    const events: NewEvent[] = [];
    for (const stream of streams) {
      const claimed = claim(engine, position, stream);
      if (isRefused(claimed)) return claimed;
      events.push(claimed.ok);
    }
    return done(events);
  });
}

export function releaseStream(engine: Engine, position: string, stream: string): Outcome<{ position: string }> {
  return change(engine, position, (row) => {
    const owner = ownerOf(engine, stream);
    return owner === position
      ? done([{ type: 'positions.stream-released', subject: position, payload: { stream } }])
      : refuse('not-claimed', `${row.terms.title} does not count ${stream}.`, { stream });
  });
}

function change(
  engine: Engine,
  position: string,
  decide: (row: PositionRow) => Outcome<readonly NewEvent[]>,
): Outcome<{ position: string }> {
  const row = findPosition(engine, position);
  if (isRefused(row)) return row;
  const events = decide(row.ok);
  return isRefused(events) ? events : answered(engine.journal.commit(events.ok), { position });
}

function answered<T>(committed: Outcome<unknown>, answer: T): Outcome<T> {
  return isRefused(committed) ? committed : done(answer);
}

export function findPosition(engine: Pick<Engine, 'store'>, position: string): Outcome<PositionRow> {
  const row = readPosition(engine.store, position);
  if (!row) return refuse('no-such-position', `There is no position ${position}.`, { position });
  if (row.removed)
    return refuse('position-removed', `${row.terms.title} was removed. Undo the removal in the journal to go on with it.`, { position });
  return done(row);
}

function recording(engine: Engine, position: string, draft: ActivityDraft): Outcome<NewEvent> {
  const activity: Activity = { ...draft, stream: ownStream(position) };
  if (activity.at > engine.now()) {
    return refuse('in-the-future', `“${activity.kind}” is dated ${activity.at}, which has not come yet. Record what has happened.`, {
      field: 'at',
    });
  }
  const legs = sound(activity);
  return isRefused(legs) ? legs : done({ type: 'positions.activity-recorded', subject: position, payload: { activity } });
}

/** Whether an activity's amounts make sense on a position. */
function sound(activity: Activity): Outcome<unknown> {
  if (isWalletKind(activity.kind)) {
    return refuse('not-a-position-activity', `“${activity.kind}” happens to a wallet, not to a position.`, { field: 'kind' });
  }
  return compile(activity);
}

function claim(engine: Engine, position: string, stream: string): Outcome<NewEvent> {
  const owner = ownerOf(engine, stream);
  if (owner !== undefined && owner !== position) {
    const title = readPosition(engine.store, owner)?.terms.title ?? owner;
    return refuse('stream-claimed', `${stream} already counts to ${title}. Release it there first.`, { stream, position: owner });
  }
  const known = engine.store.get('SELECT 1 FROM activity WHERE stream = ? LIMIT 1', stream);
  if (!known) return refuse('no-such-stream', `Nothing was imported as ${stream}.`, { stream });
  return done({ type: 'positions.stream-claimed', subject: position, payload: { stream } });
}

/** The position that a stream counts to; one that was removed holds nothing any more. */
function ownerOf(engine: Engine, stream: string): string | undefined {
  return engine.store.get<{ position: string }>(
    'SELECT position FROM position_stream JOIN position USING (position) WHERE stream = ? AND removed = 0',
    stream,
  )?.position;
}

function findRecorded(engine: Engine, position: string, activity: string): Outcome<Activity> {
  const found = findPosition(engine, position);
  if (isRefused(found)) return found;
  const row = engine.store.get<ActivityRow>(
    'SELECT origin, row, part, detail FROM activity WHERE origin = ? AND row = 0 AND stream = ?',
    activity,
    ownStream(position),
  );
  if (row) return done(JSON.parse(row.detail) as Activity);
  return activity.includes('#')
    ? refuse(
        'imported',
        'What was imported is not edited by hand: correct the file and import it again, or record what is missing beside it.',
        { activity },
      )
    : refuse('no-such-activity', `${found.ok.terms.title} has no recorded activity ${activity}; it may have been removed.`, { activity });
}
