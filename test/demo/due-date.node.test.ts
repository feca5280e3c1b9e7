import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueDate } from '../../demo/shop/subscriptions/due-date.ts';

const MONTHLY = { interval: 'MONTH', interval_count: 1 } as const;

test('A monthly period starts on the same day of the next month', () => {
  assert.equal(dueDate('2026-11-23', MONTHLY, 0), '2026-11-23');
  assert.equal(dueDate('2026-11-23', MONTHLY, 2), '2027-01-23');
});

test('A period that starts on the last of January leads to the last of February and of March', () => {
  const days = [1, 2, 3].map((period) => dueDate('2027-01-31', MONTHLY, period));
  assert.deepEqual(days, ['2027-02-28', '2027-03-31', '2027-04-30']);
  assert.equal(dueDate('2028-01-31', MONTHLY, 1), '2028-02-29', 'a leap year');
});

test('Quarters, years, weeks and days are counted as well', () => {
  assert.equal(dueDate('2026-11-30', { interval: 'MONTH', interval_count: 3 }, 1), '2027-02-28');
  assert.equal(dueDate('2028-02-29', { interval: 'YEAR', interval_count: 1 }, 1), '2029-02-28');
  assert.equal(dueDate('2026-12-28', { interval: 'WEEK', interval_count: 2 }, 1), '2027-01-11');
  assert.equal(dueDate('2026-12-31', { interval: 'DAY', interval_count: 1 }, 60), '2027-03-01');
});
