import type { Strings } from './strings.ts';

export const nl: Strings = {
  lang: 'nl',
  heading: 'Betalen met Klarna',
  reviewHeading: 'De betaalwijze die je hebt gekozen',
  loading: 'Klarna wordt geladen…',
  refreshing: 'Klarna wordt bijgewerkt…',
  choose: 'Kies eerst hoe je wilt betalen.',
  payFirst: 'Betaal eerst met Klarna.',
  widgetLoading: 'Deze betaalwijze wordt nog geladen. Een ogenblik.',
  categoryNotOffered: 'Niet beschikbaar voor deze bestelling',
  authorizing: 'Ga verder in het venster van Klarna.',
  otherTab: 'Je betaalt in een ander tabblad. Rond de betaling daar af of sluit het venster, en kom dan hier terug.',
  approved: 'Klarna heeft je aankoop goedgekeurd.',
  finalizeNext: 'Klarna heeft je aankoop goedgekeurd. Je bevestigt de bestelling in de laatste stap.',
  ordering: 'Klarna heeft je aankoop goedgekeurd. Je bestelling wordt geplaatst…',
  complete: 'Bedankt! Je bestelling is geplaatst.',
  pending: 'Bedankt! Je bestelling is geplaatst en wordt nog door Klarna gecontroleerd.',
  tokenized: 'Bedankt! Klarna is ingesteld voor je toekomstige betalingen.',
  closed: 'Je hebt Klarna gesloten. Er is niets besteld. Ga verder wanneer je wilt.',
  closedAtOnce:
    'Het venster van Klarna ging niet open of is gesloten. Er is niets besteld. Gaat er niets open? Sta dan pop-ups toe voor deze winkel.',
  cartChanged: (total) =>
    `Je winkelwagen is gewijzigd, dus er is niets besteld. Het nieuwe totaal is ${total}. Controleer het en betaal opnieuw.`,
  expiredAnew: 'De goedkeuring van Klarna was niet meer geldig. Er is niets afgeschreven. Geef opnieuw akkoord.',
  renewed: 'Klarna is opnieuw geladen. Er is nog niets besteld. Druk nog een keer op de knop.',
  invalid: (fields) => `Klarna kon niet al je gegevens gebruiken. Controleer: ${fields}.`,
  fieldInvalid: 'Klarna kan dit niet gebruiken. Controleer het even.',
  unavailable: {
    declined:
      'Klarna heeft deze aankoop niet goedgekeurd. Er is niets besteld of afgeschreven. Kies een andere betaalwijze.',
    'not-offered': 'Klarna is niet beschikbaar voor deze bestelling. Kies een andere betaalwijze.',
  },
  failed: {
    approved:
      'Klarna heeft je aankoop goedgekeurd, maar de bestelling kon nog niet worden geplaatst. Probeer het opnieuw: je betaalt niet dubbel.',
    'approved-offline':
      'Je lijkt offline te zijn. Klarna heeft je aankoop goedgekeurd, maar de bestelling kon nog niet worden geplaatst. Probeer het opnieuw: je betaalt niet dubbel.',
    offline: 'Je lijkt offline te zijn. Probeer het opnieuw zodra je verbinding hebt.',
    'offline-waiting': 'Je bent offline. Klarna komt vanzelf terug zodra je weer verbinding hebt.',
    expired: 'De goedkeuring van Klarna is verlopen. Er is niets afgeschreven. Probeer het opnieuw.',
    'empty-cart': 'Je winkelwagen is leeg. Leg er iets in en probeer het opnieuw.',
    configuration:
      'Klarna is in deze winkel niet goed ingesteld. Kies een andere betaalwijze of laat het de winkel weten.',
    sdk: 'Klarna kon niet worden geladen. Misschien houdt een extensie of je netwerk het tegen. Probeer het opnieuw of kies een andere betaalwijze.',
    session: 'Klarna is op dit moment niet bereikbaar. Probeer het opnieuw of kies een andere betaalwijze.',
    authorization: 'Klarna kon de betaling niet afronden. Er is niets besteld. Probeer het opnieuw.',
    order:
      'De bestelling kon niet worden geplaatst. Probeer het opnieuw, of vraag het de winkel voordat je op een andere manier betaalt.',
    'cart-changed':
      'Je winkelwagen is gewijzigd, dus er is niets besteld. Bekijk het nieuwe totaal en probeer het opnieuw.',
  },
  retry: 'Opnieuw proberen',
  retryOrder: 'Plaats de bestelling nu',
  startAgain: 'Is het venster van Klarna weg? Begin opnieuw',
  confirm: 'Bestelling bevestigen',
  ribbon: 'Testmodus: er gaat geen geld om',
  fields: {
    attention: 't.a.v.',
    care_of: 'p/a',
    city: 'plaats',
    country: 'land',
    date_of_birth: 'geboortedatum',
    email: 'e-mailadres',
    family_name: 'achternaam',
    gender: 'geslacht',
    given_name: 'voornaam',
    house_extension: 'toevoeging bij huisnummer',
    national_identification_number: 'identificatienummer',
    organization_name: 'bedrijf',
    phone: 'telefoonnummer',
    postal_code: 'postcode',
    region: 'provincie of regio',
    street_address: 'straat en huisnummer',
    street_address2: 'adresregel 2',
    title: 'aanhef',
  },
};
