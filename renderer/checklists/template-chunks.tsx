import { conditionWords, type Item, type Template } from '../../shared/checklists/index.ts';
import { counted } from '../figures/number-text.ts';
import { useMetricNames } from './metric-names.ts';
import { kindWords, passesWords, validityWords } from './words.ts';

/** What a checklist asks, part by part, with the reasons. */
export function TemplateChunks({ template }: { readonly template: Template }) {
  return template.chunks.map((chunk) => (
    <section key={chunk.id} aria-label={chunk.title}>
      <h2>
        {chunk.title} <span>{counted(chunk.items.length, 'item')}</span>
      </h2>
      <table className="table template-items">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">What is asked, and why</th>
            <th scope="col">Answer</th>
          </tr>
        </thead>
        <tbody>
          {chunk.items.map((item) => (
            <ItemRow key={item.id} item={item} />
          ))}
        </tbody>
      </table>
    </section>
  ));
}

function ItemRow({ item }: { readonly item: Item }) {
  const named = useMetricNames();
  const passes = passesWords(item, named);
  return (
    <tr>
      <th scope="row">{item.id}</th>
      <td>
        {item.text}{' '}
        {item.killer ? <span className="mark strong">killer</span> : item.critical && <span className="mark strong">critical</span>}
        <p className="muted">{item.why}</p>
        {item.source !== undefined && <small className="muted">Source: {item.source}</small>}
      </td>
      <td>
        {kindWords(item.kind)}
        {passes !== '' && <small>{passes}</small>}
        {item.kind === 'choice' && <small>{item.options.map(({ text }) => text).join(' / ')}</small>}
        {item.kind === 'computed' && <small data-tip={item.metric}>{named(item.metric)}</small>}
        {item.attach === 'required' && <small>a file beside it</small>}
        {item.notApplicable && <small>may be not applicable</small>}
        {item.validFor && <small>stands for {validityWords(item.validFor)}</small>}
        {item.condition && <small>asked where {conditionWords(item.condition)}</small>}
      </td>
    </tr>
  );
}
