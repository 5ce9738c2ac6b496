import { z } from 'zod';
import { dayString, identifier } from '../../../shared/figures/index.ts';
import { activitySchema, documentSchema, proposePositions, type StreamDigest, termsSchema } from '../../../shared/positions/index.ts';
import { command, query, router } from '../api/procedure.ts';
import {
  activityAnswer,
  explanationAnswer,
  listAnswer,
  measureInput,
  oneAnswer,
  previewAnswer,
  proposalAnswer,
  seriesAnswer,
} from './answers.ts';
import {
  claimStreams,
  closePosition,
  editActivity,
  editPosition,
  openPosition,
  recordActivity,
  releaseStream,
  removeActivity,
  removePosition,
  reopenPosition,
  writeNote,
} from './commands.ts';
import { onePosition } from './detail.ts';
import { attachDocument, detachDocument, readDocument } from './documents.ts';
import { explain, EXPLAINED } from './explain.ts';
import { listPositions } from './list.ts';
import { activitiesOf } from './position-rows.ts';
import { preview } from './preview.ts';
import { valueSeries } from './series.ts';

const ofPosition = { position: identifier };
const positionAnswer = z.object({ position: identifier });
const recordedAnswer = z.object({ activity: identifier });
const streamNames = z.array(z.string().min(1).max(200)).max(1_000);
/** An activity as a form brings it: the stream is the position's own. */
const activityDraft = activitySchema.omit({ stream: true });

export const positionProcedures = router({
  list: query(
    {
      says: 'Every position with its decomposed return, and totals over all and by group that say how many figures they lack',
      input: z.object({ ...measureInput, status: z.enum(['open', 'closed']).optional() }),
      output: listAnswer,
    },
    listPositions,
  ),
  one: query(
    {
      says: 'One position with its terms, the waterfall of its return, its rates, holdings and flows; null where there is none of that name',
      input: z.object({ ...ofPosition, ...measureInput }),
      output: oneAnswer.nullable(),
    },
    (engine, { position, ...question }) => onePosition(engine, position, question),
  ),
  series: query(
    {
      says: 'The value of a position day by day, against what was put in had it only been held',
      input: z.object({ ...ofPosition, ...measureInput, points: z.int().min(2).max(2_000).default(400) }),
      output: seriesAnswer.nullable(),
    },
    (engine, { position, ...question }) => valueSeries(engine, position, question),
  ),
  activities: query(
    {
      says: 'What happened to a position, newest first',
      input: z.object({ ...ofPosition, limit: z.int().min(1).max(10_000).default(1_000), offset: z.int().min(0).default(0) }),
      output: z.array(activityAnswer),
    },
    (engine, { position, limit, offset }) => activitiesOf(engine.store, position, limit, offset),
  ),
  explain: query(
    {
      says: 'A figure of a position: its formula, its inputs with the entry or the row each came from, its steps',
      input: z.object({ ...ofPosition, figure: z.enum(EXPLAINED), ...measureInput }),
      output: explanationAnswer.nullable(),
    },
    (engine, { position, figure, ...question }) => explain(engine, position, figure, question),
  ),
  preview: query(
    {
      says: "What a form's draft means, in sentences and figures, as if it were stored",
      input: z.object({
        terms: termsSchema.optional(),
        position: identifier.optional(),
        activities: z.array(activityDraft).max(1_000).default([]),
        currency: measureInput.currency,
      }),
      output: previewAnswer,
    },
    preview,
  ),
  proposals: query(
    { says: 'Positions that imported activity suggests and no position claims', input: z.object({}), output: z.array(proposalAnswer) },
    (engine) => proposePositions(engine.store.all<StreamDigest>(UNCLAIMED)),
  ),
  open: command(
    {
      says: 'Opens a position, with what is known to have happened to it',
      input: z.object({ terms: termsSchema, activities: z.array(activityDraft).max(10_000).default([]) }),
      output: positionAnswer,
    },
    (engine, { terms, activities }) => openPosition(engine, terms, activities, []),
  ),
  confirmProposal: command(
    {
      says: 'Opens a position to which imported streams count from the beginning',
      input: z.object({ terms: termsSchema, streams: streamNames.min(1) }),
      output: positionAnswer,
    },
    (engine, { terms, streams }) => openPosition(engine, terms, [], streams),
  ),
  edit: command(
    { says: 'Changes the terms of a position', input: z.object({ ...ofPosition, terms: termsSchema }), output: positionAnswer },
    (engine, { position, terms }) => editPosition(engine, position, terms),
  ),
  close: command(
    {
      says: 'Marks a position as closed, today or on an earlier day',
      input: z.object({ ...ofPosition, closed: dayString.optional() }),
      output: positionAnswer,
    },
    (engine, { position, closed }) => closePosition(engine, position, closed),
  ),
  reopen: command(
    { says: 'Marks a closed position as open again', input: z.object(ofPosition), output: positionAnswer },
    (engine, { position }) => reopenPosition(engine, position),
  ),
  remove: command(
    { says: 'Takes a position out of all lists and totals; it can be undone', input: z.object(ofPosition), output: positionAnswer },
    (engine, { position }) => removePosition(engine, position),
  ),
  recordActivity: command(
    { says: 'Records what happened to a position', input: z.object({ ...ofPosition, activity: activityDraft }), output: recordedAnswer },
    (engine, { position, activity }) => recordActivity(engine, position, activity),
  ),
  editActivity: command(
    {
      says: 'Changes an activity that was recorded by hand',
      input: z.object({ ...ofPosition, activity: identifier, detail: activityDraft }),
      output: recordedAnswer,
    },
    (engine, { position, activity, detail }) => editActivity(engine, position, activity, detail),
  ),
  removeActivity: command(
    {
      says: 'Removes an activity that was recorded by hand',
      input: z.object({ ...ofPosition, activity: identifier }),
      output: recordedAnswer,
    },
    (engine, { position, activity }) => removeActivity(engine, position, activity),
  ),
  claim: command(
    {
      says: 'Counts imported streams to a position',
      input: z.object({ ...ofPosition, streams: streamNames.min(1) }),
      output: positionAnswer,
    },
    (engine, { position, streams }) => claimStreams(engine, position, streams),
  ),
  release: command(
    {
      says: 'Counts an imported stream to a position no more',
      input: z.object({ ...ofPosition, stream: z.string().max(200) }),
      output: positionAnswer,
    },
    (engine, { position, stream }) => releaseStream(engine, position, stream),
  ),
  writeNote: command(
    { says: "Writes the position's note", input: z.object({ ...ofPosition, note: z.string().max(100_000) }), output: positionAnswer },
    (engine, { position, note }) => writeNote(engine, position, note),
  ),
  attachDocument: command(
    {
      says: 'Keeps a file beside a position, at most 10 MB, as base64',
      input: z.object({
        ...ofPosition,
        name: z.string().min(1).max(300),
        mediaType: z.string().max(200),
        content: z.base64().max(14_000_000),
      }),
      output: documentSchema,
    },
    attachDocument,
  ),
  detachDocument: command(
    { says: 'Takes a file away from a position', input: z.object({ ...ofPosition, sha256: z.string().max(64) }), output: positionAnswer },
    (engine, { position, sha256 }) => detachDocument(engine, position, sha256),
  ),
  document: query(
    {
      says: 'A file beside a position, as base64; null where there is none',
      input: z.object({ ...ofPosition, sha256: z.string().max(64) }),
      output: documentSchema.extend({ content: z.string() }).nullable(),
    },
    (engine, { position, sha256 }) => readDocument(engine, position, sha256),
  ),
});

const UNCLAIMED = `
  SELECT stream, count(*) AS activities, min(at) AS first, max(at) AS last FROM activity
  WHERE row > 0 AND stream NOT IN (SELECT stream FROM position_stream JOIN position USING (position) WHERE removed = 0)
  GROUP BY stream`;
