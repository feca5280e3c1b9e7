/**
 * Thrown if a script wants the caller to get no answer. `listen()` then breaks the connection. If the simulator is used
 * in place of `fetch`, the caller gets a rejected promise, as from `fetch`.
 */
export class ConnectionLost extends TypeError {
  override readonly name = 'ConnectionLost';

  constructor() {
    super('The simulator broke the connection, as its script said.');
  }
}
