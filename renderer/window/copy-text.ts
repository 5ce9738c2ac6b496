import { say } from './notices.ts';

/** Puts a text on the clipboard and says so; `what` names it: `the leaf hash`. A browser that forbids it is told too. */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say({ tone: 'plain', text: `Copied ${what}.` });
  } catch {
    say({ tone: 'refused', text: `The browser does not let this page write to the clipboard. Mark ${what} and copy it by hand.` });
  }
}
