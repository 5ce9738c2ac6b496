/** What each view of the market panel is given: the panel's id for its commands, and the address of what stands open beside it. */
export interface ViewProps {
  readonly panel: string;
  readonly open: string | null;
}
