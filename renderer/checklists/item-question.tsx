import { conditionWords, type Item } from '../../shared/checklists/index.ts';
import { useMetricNames } from './metric-names.ts';
import { passesWords, validityWords } from './words.ts';

interface ItemQuestionProps {
  readonly item: Item;
  readonly id?: string;
  /** Killer items stand alone and large. */
  readonly large: boolean;
  /** Why it is asked and where the rule comes from are shown on demand. */
  readonly why: boolean;
}

/** What an item asks, when it passes, what hangs on it, and on demand why. */
export function ItemQuestion({ item, id, large, why }: ItemQuestionProps) {
  const passes = passesWords(item, useMetricNames());
  return (
    <div className={large ? 'asked large' : 'asked'}>
      <p className="asked-marks">
        <span className="question-id">{item.id}</span>
        {item.killer ? <span className="mark strong">killer item</span> : item.critical && <span className="mark strong">critical</span>}
        {passes !== '' && <span>{passes}</span>}
        {item.validFor && <span>the answer stands for {validityWords(item.validFor)}</span>}
      </p>
      <h2 className="asked-text" id={id}>
        {item.text}
      </h2>
      {why && (
        <div className="asked-why">
          <p>{item.why}</p>
          {item.condition && <p className="muted">Asked where {conditionWords(item.condition)}.</p>}
          {item.source !== undefined && <p className="muted">Source: {item.source}</p>}
        </div>
      )}
    </div>
  );
}
