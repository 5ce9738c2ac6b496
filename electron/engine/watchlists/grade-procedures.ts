import { z } from 'zod';
import { anySubjectSchema, SUBJECT_KINDS } from '../../../shared/figures/index.ts';
import { GRADES, ownGradeSchema } from '../../../shared/watchlists/index.ts';
import { command, query } from '../api/procedure.ts';
import { gradeAnswer, gradeHistoryLine, matterAnswer, methodAnswer } from './answers.ts';
import { gradeHistory, gradesOf, methodOf, setGrade } from './grade-view.ts';
import { matters } from './matters.ts';

const grade = z.enum(GRADES);
const ofSubject = z.object({ about: anySubjectSchema });

/** Grades with their factors, and what of all this column is a matter for today. */
export const gradeProcedures = {
  grade: query(
    {
      says: 'The trader and investor grades of a subject as of today, each factor with its value, points and rows',
      input: ofSubject,
      output: z.array(gradeAnswer),
    },
    (engine, { about }) => gradesOf(engine, about),
  ),
  gradeHistory: query(
    {
      says: 'Every change of a grade, by data or by a person, newest first',
      input: ofSubject.extend({ grade }),
      output: z.array(gradeHistoryLine),
    },
    (engine, { about, grade }) => gradeHistory(engine, about, grade),
  ),
  gradeMethod: query(
    {
      says: 'How a grade of a kind is computed: factors, weights, anchors and letters; null where the kind has none',
      input: z.object({ kind: z.enum(SUBJECT_KINDS), grade }),
      output: methodAnswer.nullable(),
    },
    (_engine, { kind, grade }) => methodOf(kind, grade),
  ),
  setGrade: command(
    {
      says: 'Sets a grade of one’s own with its reason over the computed one; null takes it back',
      input: ofSubject.extend({ grade, own: ownGradeSchema.nullable() }),
      output: ofSubject,
    },
    (engine, { about, grade, own }) => setGrade(engine, about, grade, own),
  ),
  matters: query(
    {
      says: 'Reviews due, targets reached, and grades and screens that have changed within so many days',
      input: z.object({ days: z.int().min(0).max(366).optional() }),
      output: z.array(matterAnswer),
    },
    (engine, { days }) => matters(engine, days ?? 7),
  ),
};
