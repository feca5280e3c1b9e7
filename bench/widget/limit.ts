/**
 * The earliest moment at which a widget can be loaded, whatever the page does: the time that the network alone takes if
 * everything that can run in parallel does, and no code takes any time.
 */
import type { LinkOptions } from './shaped-link.ts';

export interface Bytes {
  /** As transferred, headers aside. */
  page: number;
  script: number;
  /** The frame of the widget, its script, and the answer to its first call, in the order in which they are asked for. */
  frame: readonly number[];
}

const PACKET_BYTES = 1460;
const INITIAL_WINDOW_PACKETS = 10;

/** TCP and TLS 1.3 take one round trip each. */
const HANDSHAKE_ROUND_TRIPS = 2;

/** From the request to the last byte, over a connection that is open, alone on the link. */
function transfer_ms(bytes: number, window_packets: number, link: LinkOptions): number {
  const { round_trip_ms, downstream_bits_per_s } = link;
  const send_ms = (packets: number): number => (packets * PACKET_BYTES * 8000) / downstream_bits_per_s;
  let left = Math.ceil(bytes / PACKET_BYTES);
  let window = window_packets;
  let total = round_trip_ms;
  while (left > window && send_ms(window) < round_trip_ms) {
    // The window is sent before its first acknowledgement is back: the link waits for it.
    total += round_trip_ms;
    left -= window;
    window *= 2;
  }
  return total + send_ms(left);
}

/**
 * The page, then Klarna's script from another origin, then the widget's frame. The session arrives while the script does.
 * Chromium gives a frame of another site a connection of its own, although the page has one to the same origin.
 */
export function limit_ms({ page, script, frame }: Bytes, link: LinkOptions): number {
  const handshake_ms = HANDSHAKE_ROUND_TRIPS * link.round_trip_ms;
  return (
    handshake_ms +
    transfer_ms(page, INITIAL_WINDOW_PACKETS, link) +
    handshake_ms +
    transfer_ms(script, INITIAL_WINDOW_PACKETS, link) +
    handshake_ms +
    frame.reduce((total, bytes) => total + transfer_ms(bytes, INITIAL_WINDOW_PACKETS, link), 0)
  );
}
