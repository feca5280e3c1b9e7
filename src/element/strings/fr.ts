import type { Strings } from './strings.ts';

/** Read in France, Belgium, Switzerland and Canada: `adresse électronique` is at home in all of them. */
export const fr: Strings = {
  lang: 'fr',
  heading: 'Payer avec Klarna',
  reviewHeading: 'Le moyen de paiement que vous avez choisi',
  loading: 'Chargement de Klarna…',
  refreshing: 'Mise à jour de Klarna…',
  choose: 'Choisissez d’abord comment vous souhaitez payer.',
  payFirst: 'Veuillez d’abord payer avec Klarna.',
  widgetLoading: 'Ce moyen de paiement est encore en cours de chargement. Un instant, s’il vous plaît.',
  categoryNotOffered: 'Non disponible pour cette commande',
  authorizing: 'Continuez dans la fenêtre de Klarna.',
  otherTab:
    'Vous êtes en train de payer dans un autre onglet. Terminez ou fermez le paiement là-bas, puis revenez ici.',
  approved: 'Klarna a accepté votre achat.',
  finalizeNext: 'Klarna a accepté votre achat. Vous confirmerez la commande à la dernière étape.',
  ordering: 'Klarna a accepté votre achat. Votre commande est en cours d’enregistrement…',
  complete: 'Merci\u00a0! Votre commande est enregistrée.',
  pending: 'Merci\u00a0! Votre commande est enregistrée, et Klarna est encore en train de la vérifier.',
  tokenized: 'Merci\u00a0! Klarna est prêt pour vos prochains paiements.',
  closed: 'Vous avez fermé Klarna. Rien n’a été commandé. Continuez quand vous voulez.',
  closedAtOnce:
    'La fenêtre de Klarna ne s’est pas ouverte, ou a été fermée. Rien n’a été commandé. Si rien ne s’ouvre, autorisez les fenêtres pop-up pour cette boutique.',
  cartChanged: (total) =>
    `Votre panier a changé, donc rien n’a été commandé. Le nouveau total est de ${total}. Vérifiez-le, puis payez à nouveau.`,
  expiredAnew: 'L’accord de Klarna n’était plus valable. Rien n’a été débité. Veuillez valider de nouveau votre achat.',
  renewed: 'Klarna a été rechargé. Rien n’a encore été commandé. Veuillez appuyer encore une fois sur le bouton.',
  invalid: (fields) => `Klarna n’a pas pu utiliser certaines de vos informations. Veuillez vérifier\u00a0: ${fields}.`,
  fieldInvalid: 'Klarna ne peut pas utiliser cette information. Veuillez la vérifier.',
  unavailable: {
    declined:
      'Klarna n’a pas accepté cet achat. Rien n’a été commandé ni débité. Veuillez choisir un autre moyen de paiement.',
    'not-offered': 'Klarna n’est pas disponible pour cette commande. Veuillez choisir un autre moyen de paiement.',
  },
  failed: {
    approved:
      'Klarna a accepté votre achat, mais la commande n’a pas encore pu être enregistrée. Réessayez\u00a0: vous ne paierez pas deux fois.',
    'approved-offline':
      'Vous semblez être hors ligne. Klarna a accepté votre achat, mais la commande n’a pas encore pu être enregistrée. Réessayez\u00a0: vous ne paierez pas deux fois.',
    offline: 'Vous semblez être hors ligne. Réessayez quand vous aurez une connexion.',
    'offline-waiting': 'Vous êtes hors ligne. Klarna reviendra de lui-même dès que la connexion sera rétablie.',
    expired: 'L’accord de Klarna a expiré. Rien n’a été débité. Veuillez réessayer.',
    'empty-cart': 'Votre panier est vide. Ajoutez-y un article, puis réessayez.',
    configuration:
      'Klarna n’est pas configuré correctement dans cette boutique. Veuillez choisir un autre moyen de paiement ou prévenir la boutique.',
    sdk: 'Klarna n’a pas pu être chargé. Une extension ou votre réseau le bloque peut-être. Réessayez ou choisissez un autre moyen de paiement.',
    session: 'Klarna est injoignable pour le moment. Réessayez ou choisissez un autre moyen de paiement.',
    authorization: 'Klarna n’a pas pu terminer l’opération. Rien n’a été commandé. Veuillez réessayer.',
    order:
      'La commande n’a pas pu être enregistrée. Veuillez réessayer, ou demandez à la boutique avant de payer autrement.',
    'cart-changed': 'Votre panier a changé, donc rien n’a été commandé. Regardez le nouveau total, puis réessayez.',
  },
  retry: 'Réessayer',
  retryOrder: 'Passer la commande maintenant',
  startAgain: 'La fenêtre de Klarna a disparu\u00a0? Recommencer',
  confirm: 'Confirmer la commande',
  ribbon: 'Mode test\u00a0: rien n’est débité',
  fields: {
    attention: 'à l’attention de',
    care_of: 'chez (c/o)',
    city: 'ville',
    country: 'pays',
    date_of_birth: 'date de naissance',
    email: 'adresse électronique',
    family_name: 'nom',
    gender: 'sexe',
    given_name: 'prénom',
    house_extension: 'complément du numéro',
    national_identification_number: 'numéro d’identification national',
    organization_name: 'entreprise',
    phone: 'numéro de téléphone',
    postal_code: 'code postal',
    region: 'province ou région',
    street_address: 'numéro et rue',
    street_address2: 'complément d’adresse',
    title: 'civilité',
  },
};
