import { type FormEvent, useRef, useState } from 'react';
import type { ScreenTerms } from '../../shared/watchlists/index.ts';
import { api } from '../engine/api.ts';
import { useCarrying } from '../engine/command.ts';
import { useReading } from '../engine/reading.ts';
import { FormField } from '../forms/form-field.tsx';
import { FormFoot } from '../forms/form-foot.tsx';
import { sayChanged } from '../forms/say-changed.ts';
import { useFirstFocus } from '../forms/use-first-focus.ts';
import { useEscape } from '../window/escape.ts';
import { kindsWord, screensReading } from '../watchlists/index.ts';
import { setKindView, useKindView } from './view.ts';

interface SaveScreenFormProps {
  readonly terms: Omit<ScreenTerms, 'title' | 'says'>;
  readonly onDone: () => void;
}

/** Keeps what is asked now under a name: as the screen that it began with, or as a new one. */
export function SaveScreenForm({ terms, onDone }: SaveScreenFormProps) {
  const { screen } = useKindView();
  const { data: screens = [] } = useReading(screensReading);
  const begun = screens.find((line) => line.screen === screen && line.terms.kind === terms.kind);
  const [title, setTitle] = useState(begun?.terms.title ?? '');
  const [says, setSays] = useState(begun?.terms.says ?? '');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useFirstFocus(form);
  useEscape(true, onDone);
  const { carry, busy, refusal } = useCarrying(saveScreen);
  const lacks = title.trim() === '';
  const renewed = begun !== undefined && begun.terms.title === title.trim();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (lacks) return;
    const saved = await carry({
      ...(renewed ? { screen: begun.screen } : {}),
      terms: { ...terms, columns: [...terms.columns], title: title.trim(), says },
    });
    if (saved === null) return;
    setKindView({ screen: saved.screen });
    sayChanged(renewed ? `The screen “${title.trim()}” was changed.` : `The screen “${title.trim()}” is saved.`);
    onDone();
  }

  return (
    <form
      ref={form}
      className="form save-screen not-printed"
      aria-label="Save this screen"
      noValidate
      onSubmit={(event) => void save(event)}
    >
      <p className="form-sentence" aria-live="polite">
        {renewed ? `Changes “${begun.terms.title}”; another name makes a new screen. ` : 'A new screen. '}
        {terms.condition === ''
          ? `It lets all ${kindsWord(terms.kind)} through.`
          : `It lets through ${kindsWord(terms.kind)} where ${terms.condition}.`}{' '}
        After each import you see who entered and who left.
      </p>
      <div className="form-fields">
        <FormField
          field={{ path: 'title', label: 'Name', type: 'text', needed: true }}
          value={title}
          complaint={tried && lacks ? 'Name is needed.' : undefined}
          onChange={setTitle}
        />
        <FormField field={{ path: 'says', label: 'What for', type: 'text' }} value={says} onChange={setSays} />
      </div>
      <FormFoot does={renewed ? 'Change it' : 'Save it'} busy={busy} refusal={refusal} onCancel={onDone} />
    </form>
  );
}

function saveScreen(input: Parameters<typeof api.watchlists.saveScreen.mutate>[0]) {
  return api.watchlists.saveScreen.mutate(input);
}
