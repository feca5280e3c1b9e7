/**
 * A slow line between a browser and local servers: a TCP proxy that delays, limits and shares as a real link does.
 *
 * - The first byte of a connection waits one round trip more: that is TCP's handshake.
 * - Each direction takes half a round trip.
 * - All connections share the downstream link, one packet each in turn.
 * - Each connection begins with ten packets in flight and grows with each acknowledgement (RFC 6928, slow start).
 *
 * TLS and HTTP/2 are real: the proxy only forwards their bytes. Upstream bytes are delayed and not limited.
 */
import { connect, createServer, type Server, type Socket } from 'node:net';

export interface LinkOptions {
  round_trip_ms: number;
  downstream_bits_per_s: number;
}

const PACKET_BYTES = 1460;
const INITIAL_WINDOW_PACKETS = 10;

interface Flow {
  readonly queue: Buffer[];
  /** Sent, and not delivered yet. */
  readonly on_the_way: Buffer[];
  in_flight_bytes: number;
  window_bytes: number;
  deliver(packet: Buffer): void;
  end(): void;
  hasEnded: boolean;
}

export interface Link {
  /** Listens on a free port and forwards to the port given. */
  forward(port: number): Promise<Server>;
}

export function createLink({ round_trip_ms, downstream_bits_per_s }: LinkOptions): Link {
  const half_ms = round_trip_ms / 2;
  const flows: Flow[] = [];
  const toDuration_ms = (bytes: number): number => (bytes * 8 * 1000) / downstream_bits_per_s;
  /** When the link has sent what it has taken. Counted, not measured, so that timers that fire late lose no time. */
  let free_at = 0;
  let timer: NodeJS.Timeout | undefined;

  const nextFlow = (): Flow | undefined => {
    const index = flows.findIndex(
      ({ queue, in_flight_bytes, window_bytes }) => queue.length > 0 && in_flight_bytes < window_bytes,
    );
    const [flow] = index < 0 ? [] : flows.splice(index, 1);
    if (flow) flows.push(flow);
    return flow;
  };

  const takePacket = (flow: Flow): Buffer => {
    const first = flow.queue[0] as Buffer;
    const packet = first.subarray(0, PACKET_BYTES);
    if (packet.length === first.length) flow.queue.shift();
    else flow.queue[0] = first.subarray(PACKET_BYTES);
    return packet;
  };

  const run = (): void => {
    timer = undefined;
    const now = performance.now();
    if (free_at < now - round_trip_ms) free_at = now;
    while (free_at <= now) {
      const flow = nextFlow();
      if (!flow) return;
      const packet = takePacket(flow);
      free_at = Math.max(free_at, now - 1) + toDuration_ms(packet.length);
      flow.in_flight_bytes += packet.length;
      const arrives_ms = free_at - now + half_ms;
      flow.on_the_way.push(packet);
      // Timers of almost the same time may fire in another order; packets may not.
      setTimeout(() => flow.deliver(flow.on_the_way.shift() as Buffer), arrives_ms);
      setTimeout(() => {
        flow.in_flight_bytes -= packet.length;
        flow.window_bytes += packet.length;
        if (flow.hasEnded && flow.queue.length === 0 && flow.in_flight_bytes === 0) flow.end();
        schedule();
      }, arrives_ms + half_ms);
    }
    schedule();
  };
  const schedule = (): void => {
    if (timer === undefined) timer = setTimeout(run, Math.max(0, free_at - performance.now()));
  };

  const join = (browser: Socket, port: number): void => {
    const server = connect(port, '127.0.0.1');
    const opened_at = performance.now();
    const flow: Flow = {
      queue: [],
      on_the_way: [],
      in_flight_bytes: 0,
      window_bytes: INITIAL_WINDOW_PACKETS * PACKET_BYTES,
      deliver: (packet) => void (browser.destroyed || browser.write(packet)),
      end: () => browser.end(),
      hasEnded: false,
    };
    flows.push(flow);
    const close = (): void => {
      const index = flows.indexOf(flow);
      if (index >= 0) flows.splice(index, 1);
      browser.destroy();
      server.destroy();
    };
    const upstream: Buffer[] = [];
    browser.on('data', (chunk: Buffer) => {
      const handshake_ms = Math.max(0, opened_at + round_trip_ms - performance.now());
      upstream.push(chunk);
      setTimeout(() => void (server.destroyed || server.write(upstream.shift() as Buffer)), handshake_ms + half_ms);
    });
    server.on('data', (chunk: Buffer) => {
      flow.queue.push(chunk);
      schedule();
    });
    server.on('end', () => {
      flow.hasEnded = true;
      if (flow.queue.length === 0 && flow.in_flight_bytes === 0) flow.end();
    });
    // A browser closes connections as it likes; a run is over when its page has its result.
    browser.on('error', close).on('close', close);
    server.on('error', close);
  };

  return {
    forward: (port) =>
      new Promise((resolve) => {
        const proxy = createServer({ noDelay: true }, (browser) => join(browser, port));
        proxy.listen(0, '127.0.0.1', () => resolve(proxy));
      }),
  };
}
