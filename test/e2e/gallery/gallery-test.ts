/** `test` with a gallery for each worker. */
import { test as base } from 'playwright/test';
import { Room } from './fixture.ts';
import { type Gallery, openGallery } from './open-gallery.ts';

export const galleryTest = base.extend<{ room: Room }, { gallery: Gallery }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is needed out of this pattern
    async ({}, use) => {
      const gallery = await openGallery();
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker' },
  ],
  room: async ({ page, gallery }, use) => use(new Room(page, gallery)),
});
