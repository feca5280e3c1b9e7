/** The element as the checkout sees it: options, containers and the shopper's details. */
import { mergeDetails } from '../checkout/customer-details.ts';
import type { CheckoutHost } from '../checkout/host.ts';
import type { CustomerDetails } from '../klarna/types.ts';
import type { FormReader } from './customer-details/form-reader.ts';
import { takeServedSession } from './page/served-session.ts';
import { REVIEW_SLOT, slotName } from './view/view-model.ts';
import type { WidgetContainers } from './widgets/widget-containers.ts';

/** The properties of the element that the checkout reads. */
type Element = ParentNode &
  Pick<CheckoutHost, 'endpoint' | 'session' | 'headers'> & {
    readonly finalization: 'auto' | 'manual';
    readonly customer: CustomerDetails | undefined;
    readonly details: CustomerDetails | undefined;
  };

/** The effects on the element. */
type Effects = Required<Pick<CheckoutHost, 'dispatchEvent' | 'whenPageIsReady' | 'markInvalid' | 'update'>>;

/** @param locale the language that the page has now */
export function createCheckoutHost(
  element: Element,
  containers: WidgetContainers,
  formReader: FormReader,
  locale: () => string | undefined,
  effects: Effects,
): CheckoutHost {
  const sessionOf = createSessionReader();
  return {
    get endpoint() {
      return element.endpoint;
    },
    get session() {
      return sessionOf(element);
    },
    get headers() {
      return element.headers;
    },
    get locale() {
      return locale();
    },
    get finalize() {
      return element.finalization;
    },
    container: (category) => containers.of(slotName(category)),
    reviewContainer: () => containers.of(REVIEW_SLOT),
    whenDetailsAreReadable: () => formReader.whenReadable(),
    customerDetails: () => mergeDetails(element.customer ?? formReader.read(), element.details ?? {}),
    ...effects,
  };
}

/** The session of the served HTML is for the start, if the page has set no other one until then. */
function createSessionReader(): (element: Element) => unknown {
  let served: unknown;
  let hasLooked = false;
  return (element) => {
    if (!hasLooked) served = takeServedSession(element);
    hasLooked = true;
    if (element.session) served = undefined;
    return element.session ?? served;
  };
}
