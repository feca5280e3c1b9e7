/** Between the handler and Klarna: notes the calls, and lets something happen just before one of them, or in its place. */
export function wiretap() {
  const seen: string[] = [];
  const due: { call: string; act: () => unknown }[] = [];
  const tapped: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method } = request;
    seen.push(method);
    const next = due.findIndex(({ call }) => {
      const [wanted, part = ''] = call.split(' ');
      return method === wanted && request.url.endsWith(part);
    });
    const instead = next < 0 ? undefined : await due.splice(next, 1)[0]?.act();
    return instead instanceof Response ? instead : fetch(request);
  };
  return {
    fetch: tapped,
    count: (method: string): number => seen.filter((one) => one === method).length,
    /**
     * @param call method, and the end of its path; for the next one of these only
     * @param act a response that it returns is Klarna's answer
     */
    before: (call: string, act: () => unknown): void => void due.push({ call, act }),
  };
}
