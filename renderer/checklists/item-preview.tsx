import { itemSchema, type Item } from '../../shared/checklists/index.ts';
import { AnswerField } from './answer-field.tsx';
import { ItemQuestion } from './item-question.tsx';
import { NOTHING_TYPED } from './item-typing.ts';
import { plainItem, type ItemDraft } from './template-draft.ts';

/** An item as a run would show it; before it is complete, what is lacking is all there is to say. */
export function ItemPreview({ item }: { readonly item: ItemDraft }) {
  const parsed = itemSchema.safeParse(plainItem(item));
  return (
    <section className="preview" aria-label="As a run shows it">
      <h2>As a run shows it</h2>
      {parsed.success ? (
        <Preview item={parsed.data} />
      ) : (
        <p className="muted">Shown when what is asked, the reason and its fields are there.</p>
      )}
    </section>
  );
}

function Preview({ item }: { readonly item: Item }) {
  return (
    <div className={item.killer ? 'item-pane large' : 'item-pane'}>
      <ItemQuestion item={item} large={item.killer} why />
      <AnswerField
        asked={{ item, answer: null, last: null, positions: null, timerDue: null }}
        typing={NOTHING_TYPED}
        onType={nothing}
        onGive={nothing}
        onChoose={nothing}
        disabled
      />
    </div>
  );
}

function nothing(): void {}
