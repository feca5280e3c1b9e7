import type { Strings } from './strings.ts';

/** Read in Spain, Mexico and the United States: words that are at home in all three, as `carrito`. */
export const es: Strings = {
  lang: 'es',
  heading: 'Pagar con Klarna',
  reviewHeading: 'La forma de pago que has elegido',
  loading: 'Cargando Klarna…',
  refreshing: 'Actualizando Klarna…',
  choose: 'Elige primero cómo quieres pagar.',
  payFirst: 'Primero paga con Klarna.',
  widgetLoading: 'Esta forma de pago todavía se está cargando. Un momento, por favor.',
  categoryNotOffered: 'No disponible para este pedido',
  authorizing: 'Continúa en la ventana de Klarna.',
  otherTab: 'Estás pagando en otra pestaña. Termina o cierra el pago allí y después vuelve aquí.',
  approved: 'Klarna ha aprobado tu compra.',
  finalizeNext: 'Klarna ha aprobado tu compra. Confirmarás el pedido en el último paso.',
  ordering: 'Klarna ha aprobado tu compra. Estamos realizando tu pedido…',
  complete: '¡Gracias! Tu pedido se ha realizado.',
  pending: '¡Gracias! Tu pedido se ha realizado y Klarna todavía lo está revisando.',
  tokenized: '¡Gracias! Klarna está lista para tus próximos pagos.',
  closed: 'Has cerrado Klarna. No se ha pedido nada. Continúa cuando quieras.',
  closedAtOnce:
    'La ventana de Klarna no se ha abierto o se ha cerrado. No se ha pedido nada. Si no se abre nada, permite las ventanas emergentes en esta tienda.',
  cartChanged: (total) =>
    `Tu carrito ha cambiado, así que no se ha pedido nada. El nuevo total es ${total}. Revísalo y vuelve a pagar.`,
  expiredAnew:
    'La aprobación de Klarna ya no era válida. No se ha cobrado nada. Vuelve a aprobar la compra, por favor.',
  renewed: 'Klarna se ha cargado de nuevo. Todavía no se ha pedido nada. Pulsa el botón otra vez.',
  invalid: (fields) => `Klarna no ha podido usar algunos de tus datos. Por favor, revisa: ${fields}.`,
  fieldInvalid: 'Klarna no puede usar este dato. Revísalo, por favor.',
  unavailable: {
    declined:
      'Klarna no ha aprobado esta compra. No se ha pedido ni cobrado nada. Elige otra forma de pago, por favor.',
    'not-offered': 'Klarna no está disponible para este pedido. Elige otra forma de pago, por favor.',
  },
  failed: {
    approved:
      'Klarna ha aprobado tu compra, pero todavía no se ha podido realizar el pedido. Inténtalo de nuevo: no pagarás dos veces.',
    'approved-offline':
      'Parece que no tienes conexión. Klarna ha aprobado tu compra, pero todavía no se ha podido realizar el pedido. Inténtalo de nuevo: no pagarás dos veces.',
    offline: 'Parece que no tienes conexión. Inténtalo de nuevo cuando la recuperes.',
    'offline-waiting': 'No tienes conexión. Klarna volverá por sí sola cuando te conectes de nuevo.',
    expired: 'La aprobación de Klarna ha caducado. No se ha cobrado nada. Inténtalo de nuevo, por favor.',
    'empty-cart': 'Tu carrito está vacío. Añade algo e inténtalo de nuevo.',
    configuration:
      'Klarna no está bien configurada en esta tienda. Elige otra forma de pago o avisa a la tienda, por favor.',
    sdk: 'No se ha podido cargar Klarna. Puede que la bloquee una extensión o tu red. Inténtalo de nuevo o elige otra forma de pago.',
    session: 'En este momento no se puede contactar con Klarna. Inténtalo de nuevo o elige otra forma de pago.',
    authorization: 'Klarna no ha podido terminar. No se ha pedido nada. Inténtalo de nuevo, por favor.',
    order:
      'No se ha podido realizar el pedido. Inténtalo de nuevo o pregunta a la tienda antes de pagar de otra forma.',
    'cart-changed': 'Tu carrito ha cambiado, así que no se ha pedido nada. Mira el nuevo total e inténtalo de nuevo.',
  },
  retry: 'Intentar de nuevo',
  retryOrder: 'Realizar el pedido ahora',
  startAgain: '¿Ha desaparecido la ventana de Klarna? Empezar de nuevo',
  confirm: 'Confirmar el pedido',
  ribbon: 'Modo de prueba: no se cobra nada',
  fields: {
    attention: 'a la atención de',
    care_of: 'c/o',
    city: 'ciudad',
    country: 'país',
    date_of_birth: 'fecha de nacimiento',
    email: 'correo electrónico',
    family_name: 'apellidos',
    gender: 'sexo',
    given_name: 'nombre',
    house_extension: 'complemento del número',
    national_identification_number: 'número de identificación',
    organization_name: 'empresa',
    phone: 'número de teléfono',
    postal_code: 'código postal',
    region: 'estado, provincia o región',
    street_address: 'calle y número',
    street_address2: 'segunda línea de la dirección',
    title: 'tratamiento',
  },
};
