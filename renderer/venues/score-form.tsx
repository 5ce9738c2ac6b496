import { NativeSelect } from '@mantine/core';
import { type FormEvent, useMemo, useRef, useState } from 'react';
import type { Family } from '../../shared/venues/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { EvidenceField } from '../evidence/index.ts';
import type { Draft } from '../forms/draft.ts';
import { focusComplaint } from '../forms/focus-complaint.ts';
import { FormField } from '../forms/form-field.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft, useKeptDraft } from '../window/kept-draft.ts';
import type { GivenScore, SchemeAnswer } from './readings.ts';
import { PointsLine } from './points-line.tsx';
import { ScaleField } from './scale-field.tsx';
import { emptyScore, readScore, SCORE_FIELDS, scoreDraft } from './score-draft.ts';
import { useFiles } from './files.ts';
import { today } from './view.ts';

interface ScoreFormProps {
  readonly venue: string;
  readonly name: string;
  readonly family: Family;
  readonly scheme: SchemeAnswer;
  readonly scores: readonly GivenScore[];
  readonly measure: string;
  readonly onMeasure: (measure: string) => void;
  readonly done: () => void;
}

/** One score: the value with its scale in view, who says so, of when, and the files that show it. */
export function ScoreForm(props: ScoreFormProps) {
  const { venue, name, family, scheme, scores, measure, onMeasure, done: leave } = props;
  const given = scores.find((score) => score.measure === measure);
  const scale = scheme.measures.find((each) => each.measure === measure)?.scale ?? null;
  const form = `venues.${venue}.score.${measure}`;
  const { draft, set } = useKeptDraft<Draft>(form, () => (given ? scoreDraft(given.detail) : emptyScore(today())));
  const [tried, setTried] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  useFirstFocus(element);
  const { carry, busy, refusal } = useCarrying(api.venues.setScore.mutate);
  const remove = useCarrying(api.venues.removeScore.mutate);
  const files = useFiles(given?.detail.evidence);
  const by = scale?.by ?? 'rubric';
  const read = useMemo(() => readScore(by, draft, files.evidence), [by, draft, files.evidence]);
  const complaints = 'complaints' in read ? read.complaints : {};
  const complaint = (path: string) => (tried || (draft[path] ?? '') !== '' ? complaints[path] : undefined);
  const write = (path: string) => (value: string) => set((before) => ({ ...before, [path]: value }));
  function done(): void {
    forgetDraft(form);
    leave();
  }
  useEscape(true, done);

  async function takeBack(): Promise<void> {
    if ((await remove.carry({ venue, measure })) === null) return;
    sayChanged(`The score for ${titleOf(scheme, measure)} is taken back.`);
    done();
  }
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (!('value' in read)) {
      focusComplaint(element.current);
      return;
    }
    if ((await carry({ venue, measure, score: read.value })) === null) return;
    sayChanged(`${name} is scored: ${titleOf(scheme, measure)}.`);
    done();
  }

  return (
    <form
      ref={element}
      className="form score-form"
      noValidate
      aria-label={`Score ${titleOf(scheme, measure)}`}
      onSubmit={(event) => void save(event)}
    >
      <div className="form-sentence">
        <PointsLine family={family} measure={measure} score={'value' in read ? read.value : null} lack={Object.values(complaints)[0]} />
      </div>
      <NativeSelect
        label="Measure"
        value={measure}
        data={measureChoices(scheme)}
        onChange={(event) => onMeasure(event.currentTarget.value)}
      />
      <p className="muted">{saysOf(scheme, measure)}</p>
      <ScaleField scale={scale} draft={draft} complaint={complaint} write={write} />
      <div className="form-fields">
        {SCORE_FIELDS.map((field) => (
          <FormField
            key={field.path}
            field={field}
            value={draft[field.path] ?? ''}
            complaint={complaint(field.path)}
            onChange={write(field.path)}
          />
        ))}
      </div>
      <EvidenceField
        label={`Evidence of ${titleOf(scheme, measure)}`}
        evidence={files.evidence}
        onAdd={files.add}
        onRemove={files.remove}
      />
      {given && (
        <p>
          <button type="button" className="quiet" onClick={() => void takeBack()}>
            Take this score back
          </button>
        </p>
      )}
      <FormFoot
        does={given ? 'Save the score' : 'Score it'}
        busy={busy || remove.busy}
        refusal={refusal ?? remove.refusal}
        onCancel={done}
      />
    </form>
  );
}

function titleOf(scheme: SchemeAnswer, measure: string): string {
  return (
    scheme.measures.find((each) => each.measure === measure)?.name ??
    scheme.criteria.find(({ criterion }) => criterion === measure)?.name ??
    measure
  );
}

function saysOf(scheme: SchemeAnswer, measure: string): string {
  const found = scheme.measures.find((each) => each.measure === measure);
  if (found) return found.says;
  const criterion = scheme.criteria.find((each) => each.criterion === measure);
  return `${criterion?.says ?? ''} A score of the whole criterion speaks for those of its measures that have none.`;
}

/** Measures under their criterion, and the criterion itself last. */
function measureChoices({ criteria, measures }: SchemeAnswer) {
  return criteria.map(({ criterion, name }) => ({
    group: name,
    items: [
      ...measures.filter((each) => each.criterion === criterion).map((each) => ({ value: each.measure, label: each.name })),
      { value: criterion, label: `${name} as a whole` },
    ],
  }));
}
