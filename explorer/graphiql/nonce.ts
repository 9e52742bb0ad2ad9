/**
 * Monaco puts colours and decorations into `<style>` elements that it makes while running. The page's policy wants a
 * nonce on each, and Monaco has no option for one; so every style element made here is given the page's.
 * Import this before anything that imports Monaco.
 */
const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
const create = document.createElement;

document.createElement = function createElement(
  this: Document,
  name: string,
  options?: ElementCreationOptions,
) {
  const element = create.call(this, name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
} as typeof document.createElement;
