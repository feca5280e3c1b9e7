import type { SdkAge } from './types.ts';

/**
 * The `name` of each error that Klarna's SDK throws. Errors differ by their name only. The last two have no name in any
 * build.
 */
export type SdkErrorName =
  | 'InvalidClientTokenError'
  | 'ApplicationNotInitializedError'
  | 'ApplicationNotLoadedError'
  | 'InvalidContainerSelectorError'
  | 'PaymentMethodCategoryNotProvidedError'
  | 'PaymentMethodCategoryOrInstanceIDRequiredError'
  | 'PaymentMethodCategoryNotSupportedError'
  | 'PreferredPaymentMethodNotSupportedError'
  | 'InstanceIDNotProvidedError'
  | 'InvalidInstanceIDError'
  | 'OperationNotSupportedError'
  | 'EventNotSupportedError'
  | 'invalid client key'
  | 'data given to init';

/** Creates errors with the messages of Klarna's script. `value` fills in the unsupported value. */
export function createErrors(age: SdkAge) {
  const messages: Record<SdkErrorName, string> = {
    InvalidClientTokenError: 'The client token is invalid. Make sure it has not been tampered with in any way.',
    ApplicationNotInitializedError: 'The application has not yet been initialized. Call `init` first to initialize it.',
    ApplicationNotLoadedError: 'The application has not yet been loaded. Call `load` first to load it.',
    InvalidContainerSelectorError:
      'The container selector is invalid. Please, check that the used ID or CSS class name is correct and that it targets an existing DOM element.',
    PaymentMethodCategoryNotProvidedError: 'A payment method category must be provided for this session.',
    PaymentMethodCategoryOrInstanceIDRequiredError:
      'Either `payment_method_category` or `instance_id` must be provided for this operation',
    PaymentMethodCategoryNotSupportedError: 'This payment method category is not supported: ',
    PreferredPaymentMethodNotSupportedError: 'The provided preferred payment method is not supported.',
    InstanceIDNotProvidedError: 'An instance ID must be provided when the `payment_method_categories` option is used.',
    InvalidInstanceIDError: 'The instance ID must only contain alphabets, numbers, underscores (_) and hyphens (-).',
    OperationNotSupportedError: 'The operation is not supported for the current purchase country.',
    EventNotSupportedError: 'This event name is not supported: ',
    'invalid client key': 'The client key is invalid. Make sure it has not been tampered with in any way.',
    // Klarna's own spelling.
    'data given to init': 'The opertation of updating data in session is not supported',
  };
  const unnamed: SdkErrorName[] = ['invalid client key', 'data given to init'];
  // Build 2004 sets the prototype of these errors but not their name. Build 734 sets the name.
  if (age === 'current') {
    unnamed.push('InvalidClientTokenError', 'ApplicationNotInitializedError', 'ApplicationNotLoadedError');
  }

  return (name: SdkErrorName, value: unknown = ''): Error => {
    const error = new Error(messages[name] + value);
    if (!unnamed.includes(name)) error.name = name;
    return error;
  };
}
