import { useState } from 'react';
import type { Amount, Terms } from '../../shared/positions/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useEscape } from '../window/escape.ts';
import { forgetDraft } from '../window/kept-draft.ts';
import { closeBeside, openBeside } from '../window/places.ts';
import { sayChanged } from '../forms/say-changed.ts';
import { openingActivities } from './draft-preview.tsx';
import { PositionForm } from './position-form.tsx';
import { today } from './view.ts';

const FORM = 'positions.new';

/** The form of a new position; added, it opens in the form's place. */
export function NewPosition() {
  const [day] = useState(today);
  const { carry, busy, refusal } = useCarrying(api.positions.open.mutate);
  const cancel = () => {
    forgetDraft(FORM);
    closeBeside('position');
  };
  useEscape(true, cancel);
  async function add(terms: Terms, put: readonly Amount[]): Promise<void> {
    const opened = await carry({ terms, activities: [...openingActivities(terms, put)] });
    if (opened === null) return;
    forgetDraft(FORM);
    openBeside('position', opened.position, { name: terms.title });
    sayChanged(`${terms.title} is added.`);
  }
  return (
    <div className="panel-body">
      <header className="panel-head">
        <h1>Add a position</h1>
      </header>
      <PositionForm form={FORM} today={day} busy={busy} refusal={refusal} onSave={(terms, put) => void add(terms, put)} onCancel={cancel} />
    </div>
  );
}
