/** A file on the test's server that answers when, and what, the test says. */
export class ScriptedFile {
  readonly url = new URL(`/scripted/${crypto.randomUUID()}.js`, location.href).href;

  /** The answer to the next request, whether it has come already or is still to come. */
  answer(body: string, status = 200): Promise<void> {
    return this.#tell({ method: 'POST', body: JSON.stringify({ status, body }) });
  }

  /** Waits until the server has the page's first request for it. */
  asked(): Promise<void> {
    return this.#tell({ method: 'HEAD' });
  }

  async #tell(init: RequestInit): Promise<void> {
    // Past the cache: there it would wait behind the page's own request.
    const response = await fetch(this.url, { ...init, cache: 'no-store' });
    if (!response.ok) throw new Error(`The test's server did not take it: ${response.status}`);
  }
}
