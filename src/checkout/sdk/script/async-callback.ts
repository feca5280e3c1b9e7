/**
 * Klarna's script calls `window.klarnaAsyncCallback` once, when it is ready. If the page has set one already, ours calls it
 * first and restores it later.
 *
 * @returns stops listening
 */
export function listenForCallback(callback: () => void): () => void {
  const theirs = window.klarnaAsyncCallback;
  const ours = () => {
    theirs?.();
    callback();
  };
  window.klarnaAsyncCallback = ours;
  return () => {
    // Another script has wrapped our callback since. It stays, and a late call to it has no effect.
    if (window.klarnaAsyncCallback !== ours) return;
    if (theirs) window.klarnaAsyncCallback = theirs;
    else delete window.klarnaAsyncCallback;
  };
}
