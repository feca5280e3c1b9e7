/**
 * Klarna's script calls `window.klarnaAsyncCallback` once, when it is ready. There is only one such global and it may be
 * somebody's: it is called before ours, and put back afterwards.
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
    // Somebody has chained ours since: it stays, and calls a listener that no longer minds.
    if (window.klarnaAsyncCallback !== ours) return;
    if (theirs) window.klarnaAsyncCallback = theirs;
    else delete window.klarnaAsyncCallback;
  };
}
