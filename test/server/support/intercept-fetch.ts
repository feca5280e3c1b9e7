/** Stands between handler and Klarna: records the calls, and can act just before one of them or instead of it. */
export function wiretap() {
  const seen: string[] = [];
  const due: { call: string; act: (request: Request) => unknown }[] = [];
  const tapped: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method } = request;
    seen.push(method);
    const next = due.findIndex(({ call }) => {
      const [wanted, part = ''] = call.split(' ');
      return method === wanted && request.url.endsWith(part);
    });
    const instead = next < 0 ? undefined : await due.splice(next, 1)[0]?.act(request.clone());
    return instead instanceof Response ? instead : fetch(request);
  };
  return {
    fetch: tapped,
    count: (method: string): number => seen.filter((one) => one === method).length,
    /**
     * @param call the method and the end of its path; only the next such call counts
     * @param act if it returns a response, that is Klarna's answer
     */
    before: (call: string, act: (request: Request) => unknown): void => void due.push({ call, act }),
  };
}
