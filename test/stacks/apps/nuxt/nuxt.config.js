export default defineNuxtConfig({
  compatibilityDate: '2026-11-01',
  telemetry: false,
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'klarna-checkout-button' } },
  app: { head: { htmlAttrs: { lang: 'en' }, title: 'Shop', link: [{ rel: 'icon', href: 'data:,' }] } },
});
