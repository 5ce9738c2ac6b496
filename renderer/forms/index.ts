import './forms.css';

export { FormFoot } from './form-foot.tsx';
export { RefusalLine } from './refusal-line.tsx';
export { sayChanged } from './say-changed.ts';
export { useFirstFocus } from './use-first-focus.ts';
