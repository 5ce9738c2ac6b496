import { type FormEvent, useState } from 'react';
import type { AnySubject } from '../../shared/figures/index.ts';
import { LETTERS, type OwnGrade } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { type Reading, useReading } from '../engine/reading.ts';
import { numberText } from '../figures/number-text.ts';
import { momentText } from '../figures/time-text.ts';
import { FormFoot } from '../forms/form-foot.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useNow } from '../window/clock.ts';
import { factorText } from './factor-text.ts';
import { explainGrade, gradesReading, shownGrade } from './grades.ts';
import type { GradeAnswer, GradeHistoryLine } from './readings.ts';

interface GradesSectionProps {
  readonly panel: string;
  readonly about: AnySubject;
  readonly title: string;
}

const NAMES = { trader: 'Trader', investor: 'Investor' };

/** The grades of a subject: a letter with how much of it is known, the factors behind it, and what its owner says instead. */
export function GradesSection({ panel, about, title }: GradesSectionProps) {
  const { data: grades = [] } = useReading(gradesReading(about));
  const [giving, setGiving] = useState<GradeAnswer['grade'] | null>(null);
  if (grades.length === 0) return null;
  return (
    <section aria-label="Grades">
      <h2>
        Grades<span>by weights and anchors of our own suggestion</span>
      </h2>
      <div className="grades">
        {grades.map((answer) => (
          <article key={answer.grade} aria-label={`${NAMES[answer.grade]} grade`}>
            <p>
              <span className="muted">{NAMES[answer.grade]}</span>{' '}
              <button
                type="button"
                className="figure grade-letter"
                data-figure=""
                aria-label={`${NAMES[answer.grade]} grade: ${shownGrade(answer).letter ?? 'none'}. Explain`}
                onClick={() => explainGrade(panel, about, title, answer.grade, shownGrade(answer))}
              >
                {shownGrade(answer).letter ?? '—'}
              </button>{' '}
              <span className="muted">
                {answer.own !== null && 'yours · '}
                {answer.mark.points === null ? '' : `${numberText(answer.mark.points, { most: 1 })} of 10 · `}
                {Math.round(Number(answer.mark.coverage) * 100)} % known
              </span>{' '}
              <button type="button" className="way not-printed" onClick={() => setGiving(giving === answer.grade ? null : answer.grade)}>
                {answer.own === null ? 'Give your own' : 'Change yours'}
              </button>
            </p>
            {answer.own !== null && <p>{answer.own.reason}</p>}
            {giving === answer.grade && <OwnGradeForm about={about} answer={answer} onDone={() => setGiving(null)} />}
            <Factors factors={answer.factors} />
            <GradeHistory about={about} grade={answer.grade} />
          </article>
        ))}
      </div>
    </section>
  );
}

function Factors({ factors }: { readonly factors: GradeAnswer['factors'] }) {
  return (
    <table className="table grade-factors">
      <thead>
        <tr>
          <th>Factor</th>
          <th className="number">Value</th>
          <th className="number">Points</th>
          <th className="number">Weight</th>
        </tr>
      </thead>
      <tbody>
        {factors.map(({ factor, name, says, value, unit, points, weight, unknown }) => (
          <tr key={factor}>
            <td data-tip={says}>{name}</td>
            <td className="number">
              {value === null ? (
                <span className="muted" data-tip={unknown ?? undefined}>
                  <span aria-hidden="true">—</span>
                  <span className="unseen">unknown: {unknown}</span>
                </span>
              ) : (
                <span data-tip={`${value}, ${unit}`}>{factorText(value, unit)}</span>
              )}
            </td>
            <td className="number">{points === null ? '' : points.toFixed(1)}</td>
            <td className="number muted">{Math.round(weight * 100)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OwnGradeForm({
  about,
  answer,
  onDone,
}: {
  readonly about: AnySubject;
  readonly answer: GradeAnswer;
  readonly onDone: () => void;
}) {
  const [letter, setLetter] = useState<OwnGrade['letter']>(answer.own?.letter ?? answer.mark.letter ?? 'C');
  const [reason, setReason] = useState(answer.own?.reason ?? '');
  const { carry, busy, refusal } = useCarrying(setGrade);
  const name = NAMES[answer.grade].toLowerCase();

  async function keep(own: OwnGrade | null): Promise<void> {
    const done = await carry({ about: { kind: about.kind, id: about.id }, grade: answer.grade, own });
    if (done === null) return;
    sayChanged(own === null ? `The computed ${name} grade counts again.` : `The ${name} grade ${own.letter} is kept.`);
    onDone();
  }
  function save(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim() !== '') void keep({ letter, reason: reason.trim() });
  }

  return (
    <form className="form own-grade" aria-label={`Your ${name} grade`} onSubmit={save}>
      <label className="labelled">
        Letter
        <select
          className="field"
          value={letter}
          onChange={(event) => setLetter(LETTERS.find((each) => each === event.currentTarget.value) ?? letter)}
        >
          {LETTERS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label className="labelled">
        Reason
        <input className="field" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </label>
      <FormFoot does="Keep it" busy={busy} refusal={refusal} onCancel={onDone} />
      {answer.own !== null && (
        <button type="button" className="way" onClick={() => void keep(null)}>
          Take it back: let the computed one count
        </button>
      )}
    </form>
  );
}

function GradeHistory({ about, grade }: { readonly about: AnySubject; readonly grade: GradeAnswer['grade'] }) {
  const [open, setOpen] = useState(false);
  const { data: lines = [] } = useReading(historyReading(about, grade), { enabled: open });
  const now = useNow();
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="muted">How it has changed</summary>
      {open && lines.length === 0 && <p className="muted">It has not changed since it is kept: grades are kept of what is on a list.</p>}
      <ul className="grade-history">
        {lines.map(({ at, by, actor, letter, before, points, reason }) => (
          <li key={`${at} ${by}`}>
            {momentText(at, now)}: {before ?? '—'} → <b>{letter ?? '—'}</b>{' '}
            <span className="muted">
              {by === 'data'
                ? points === null
                  ? 'by data'
                  : `by data, ${numberText(points, { most: 1 })} of 10`
                : `by ${actor ?? 'a person'}`}
              {reason !== null && reason !== '' && `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function historyReading({ kind, id }: AnySubject, grade: GradeAnswer['grade']): Reading<readonly GradeHistoryLine[]> {
  return {
    columns: ['watchlists'],
    key: ['watchlists.gradeHistory', kind, id, grade],
    ask: (signal) => api.watchlists.gradeHistory.query({ about: { kind, id }, grade }, { signal }),
  };
}

function setGrade(input: Parameters<typeof api.watchlists.setGrade.mutate>[0]) {
  return api.watchlists.setGrade.mutate(input);
}
