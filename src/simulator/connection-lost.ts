/**
 * A script wants the caller to get no answer at all. Thrown out of the simulator: `listen()` breaks the connection, and
 * whoever uses the simulator in place of `fetch` gets a rejected promise, as from `fetch`.
 */
export class ConnectionLost extends TypeError {
  override readonly name = 'ConnectionLost';

  constructor() {
    super('The simulator broke the connection, as its script said.');
  }
}
