/** Names that Klarna's SDK throws; a name is all that identifies them. */
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
  | 'EventNotSupportedError';

/** Messages as Klarna's script has them. `value` fills in what was not supported. */
export function createErrors() {
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
    OperationNotSupportedError: 'This operation is not supported: ',
    EventNotSupportedError: 'This event name is not supported: ',
  };

  return (name: SdkErrorName, value = ''): Error => {
    const error = new Error(messages[name] + value);
    error.name = name;
    return error;
  };
}
