/** A printed document as data. The same paper prints to the same bytes. */
export interface Paper {
  readonly title: string;
  readonly subtitle?: string;
  /** Printed at the foot of every page, beside the page number: the id or hash of what is printed. */
  readonly foot: string;
  readonly blocks: readonly Block[];
  /** Files inside the document, such as the run as JSON. */
  readonly attachments?: readonly Attachment[];
  /** Instant that the document says it was made at; that of what it reports, so that printing it again gives the same bytes. */
  readonly at: string;
  /** Type is scaled down until everything stands on one page; refused where it would become smaller than 7 points. */
  readonly onePage?: boolean;
}

export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** In words, for the reader's list of attachments. */
  readonly says?: string;
}

/** A stretch of text in one weight. */
export interface Run {
  readonly text: string;
  readonly strong?: boolean;
}
/** Text of one weight, or stretches of several. Line ends break lines. */
export type Words = string | readonly Run[];

export type Block =
  | { readonly kind: 'heading'; readonly text: string /** 1 is a part of the document, 2 a part of that. */; readonly level: 1 | 2 }
  /** `strong` prints all of it bold, as overrides must be; `muted` in grey. */
  | { readonly kind: 'text'; readonly text: Words; readonly strong?: boolean; readonly muted?: boolean }
  /** Names and their values, one under the other. */
  | { readonly kind: 'facts'; readonly facts: ReadonlyArray<{ readonly name: string; readonly value: Words }> }
  | TableBlock
  /** An item to be answered by hand: an empty square for each choice, or a line to write on. */
  | {
      readonly kind: 'blank';
      readonly label: Words;
      readonly choices?: readonly string[] /** Lines to write on. */;
      readonly lines?: number;
    }
  /** A QR code of the text, with words beside it. */
  | { readonly kind: 'qr'; readonly text: string; readonly caption?: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'page-break' };

/** Breaks over pages; its heads are printed again on each. */
export interface TableBlock {
  readonly kind: 'table';
  readonly columns: ReadonlyArray<{
    readonly title: string;
    /** Share of the width; they need not sum to one. */
    readonly width: number;
    readonly align?: 'left' | 'right';
  }>;
  readonly rows: ReadonlyArray<readonly Words[]>;
}
