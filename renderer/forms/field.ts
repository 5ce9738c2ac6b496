/**
 * How a field is typed: a day as `YYYY-MM-DD`, a share as a percentage, `lines` one thing a line, `pairs` as lines of an asset and a number,
 * `choices` as any of several, `passage` as text of several lines.
 */
export type FieldType =
  | 'text'
  | 'passage'
  | 'asset'
  | 'day'
  | 'decimal'
  | 'percent'
  | 'whole'
  | 'lines'
  | 'percent-pairs'
  | 'decimal-pairs'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'flag';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One field of a form. What stands in it is text until it is read. */
export interface Field {
  /** Path within what the form describes: `quoted.rate`. */
  readonly path: string;
  readonly label: string;
  readonly type: FieldType;
  readonly hint?: string;
  readonly needed?: boolean;
  readonly choices?: readonly Choice[];
  /** Of pairs: the name under which the number of each asset is kept. */
  readonly pairs?: string;
}
