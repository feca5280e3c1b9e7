/** A file on the test's server. The test decides when and with what it answers. */
export class ScriptedFile {
  readonly url = new URL(`/scripted/${crypto.randomUUID()}.js`, location.href).href;

  /** Answers the next request, whether it has already arrived or not. */
  answer(body: string, status = 200): Promise<void> {
    return this.#tell({ method: 'POST', body: JSON.stringify({ status, body }) });
  }

  /** Waits until the server has the page's first request for the file. */
  asked(): Promise<void> {
    return this.#tell({ method: 'HEAD' });
  }

  async #tell(init: RequestInit): Promise<void> {
    // Without the cache, in which this request would wait for the page's own request.
    const response = await fetch(this.url, { ...init, cache: 'no-store' });
    if (!response.ok) throw new Error(`The test's server did not take it: ${response.status}`);
  }
}
