import type { Strings } from './strings.ts';

/** The Portuguese of Portugal. */
export const pt: Strings = {
  lang: 'pt-PT',
  heading: 'Pagar com Klarna',
  reviewHeading: 'O método de pagamento que escolheu',
  loading: 'A carregar a Klarna…',
  refreshing: 'A atualizar a Klarna…',
  choose: 'Escolha primeiro como quer pagar.',
  payFirst: 'Por favor, pague primeiro com a Klarna.',
  widgetLoading: 'Este método de pagamento ainda está a carregar. Um momento, por favor.',
  categoryNotOffered: 'Indisponível para esta encomenda',
  authorizing: 'Continue na janela da Klarna.',
  otherTab: 'Está a pagar noutro separador. Conclua ou feche aí o pagamento e depois volte aqui.',
  approved: 'A Klarna aprovou a sua compra.',
  finalizeNext: 'A Klarna aprovou a sua compra. Irá confirmar a encomenda no último passo.',
  ordering: 'A Klarna aprovou a sua compra. A registar a sua encomenda…',
  complete: 'Obrigado! A sua encomenda foi registada.',
  pending: 'Obrigado! A sua encomenda foi registada e a Klarna ainda a está a verificar.',
  tokenized: 'Obrigado! A Klarna está pronta para os seus próximos pagamentos.',
  closed: 'Fechou a Klarna. Nada foi encomendado. Continue quando quiser.',
  closedAtOnce:
    'A janela da Klarna não abriu ou foi fechada. Nada foi encomendado. Se não abrir nada, permita janelas pop-up nesta loja.',
  cartChanged: (total) =>
    `O seu carrinho mudou, por isso nada foi encomendado. O novo total é ${total}. Verifique-o e volte a pagar.`,
  expiredAnew: 'A aprovação da Klarna já não era válida. Nada foi cobrado. Por favor, aprove de novo a compra.',
  renewed: 'A Klarna foi carregada de novo. Ainda nada foi encomendado. Prima o botão mais uma vez.',
  invalid: (fields) => `A Klarna não conseguiu usar alguns dos seus dados. Por favor, verifique: ${fields}.`,
  fieldInvalid: 'A Klarna não pode usar este dado. Por favor, verifique-o.',
  unavailable: {
    declined:
      'A Klarna não aprovou esta compra. Nada foi encomendado nem cobrado. Por favor, escolha outro método de pagamento.',
    'not-offered': 'A Klarna não está disponível para esta encomenda. Por favor, escolha outro método de pagamento.',
  },
  failed: {
    approved:
      'A Klarna aprovou a sua compra, mas ainda não foi possível registar a encomenda. Tente de novo: não vai pagar duas vezes.',
    'approved-offline':
      'Parece estar sem ligação à Internet. A Klarna aprovou a sua compra, mas ainda não foi possível registar a encomenda. Tente de novo: não vai pagar duas vezes.',
    offline: 'Parece estar sem ligação à Internet. Tente de novo quando tiver ligação.',
    'offline-waiting':
      'Está sem ligação à Internet. A Klarna volta automaticamente assim que a ligação for restabelecida.',
    expired: 'A aprovação da Klarna expirou. Nada foi cobrado. Por favor, tente de novo.',
    'empty-cart': 'O seu carrinho está vazio. Adicione algo e tente de novo.',
    configuration:
      'A Klarna não está bem configurada nesta loja. Por favor, escolha outro método de pagamento ou avise a loja.',
    sdk: 'Não foi possível carregar a Klarna. Talvez uma extensão ou a sua rede a esteja a bloquear. Tente de novo ou escolha outro método de pagamento.',
    session: 'De momento não é possível contactar a Klarna. Tente de novo ou escolha outro método de pagamento.',
    authorization: 'A Klarna não conseguiu concluir a operação. Nada foi encomendado. Por favor, tente de novo.',
    order: 'Não foi possível registar a encomenda. Tente de novo ou pergunte à loja antes de pagar de outra forma.',
    'cart-changed': 'O seu carrinho mudou, por isso nada foi encomendado. Veja o novo total e tente de novo.',
  },
  retry: 'Tentar de novo',
  retryOrder: 'Registar a encomenda agora',
  startAgain: 'A janela da Klarna desapareceu? Recomeçar',
  confirm: 'Confirmar a encomenda',
  ribbon: 'Modo de teste: nada é cobrado',
  fields: {
    attention: 'ao cuidado de',
    care_of: 'a/c',
    city: 'localidade',
    country: 'país',
    date_of_birth: 'data de nascimento',
    email: 'e-mail',
    family_name: 'apelido',
    gender: 'sexo',
    given_name: 'nome próprio',
    house_extension: 'complemento do número da porta',
    national_identification_number: 'número de identificação',
    organization_name: 'empresa',
    phone: 'número de telefone',
    postal_code: 'código postal',
    region: 'distrito ou região',
    street_address: 'rua e número',
    street_address2: 'segunda linha da morada',
    title: 'forma de tratamento',
  },
};
