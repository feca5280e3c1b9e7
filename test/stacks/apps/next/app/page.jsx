/** Rendered by the server at each request. The browser gets the address of Klarna's script with it. */
import { Checkout } from './checkout.jsx';

export const dynamic = 'force-dynamic';

export default function Page() {
  return <Checkout sdkUrl={process.env.KLARNA_SDK_URL} />;
}
