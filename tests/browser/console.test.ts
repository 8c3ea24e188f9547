import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { consoles, inEachHome, openedAsFile, visit as visitHome } from './homes.ts'
import { choose, lineItem, openTab, press, status } from './steps.ts'

const built = consoles()

/** What the console says that the latest action changed. */
const changes = (page: Page) => page.getByLabel('What changed').locator('li').allTextContents()

inEachHome(built, '', ({ visit, opened }) => {
  it('freezes, sees the release after 48 hours, cancels, and shows the refund and the signed events', async () => {
    const { page, faults, foreign } = await visit()
    await press(page, 'Freeze')
    await status(page, 'freezeAsyncOrder returned 202.')
    await status(page, 'SUCCESSFUL, 3 of 5 line items changed.')
    await lineItem(page, 1, 'FROZEN')
    await lineItem(page, 4, 'FREEZE: redeemed already')
    await lineItem(page, 5, 'FREEZE: not a Choice product')
    expect(await page.getByLabel('About the order').textContent()).toContain('BalanceUSD 999,875.00')
    await press(page, '+48 h')
    await status(page, 'It is 2026-03-04 10:00:00 UTC.')
    await lineItem(page, 1, 'ACTIVE')
    await lineItem(page, 1, 'was FROZEN')
    await lineItem(page, 1, 'Released by itself after 48 h')
    expect(await changes(page)).toEqual(['Line items 1 to 3: FROZEN → ACTIVE, released by itself after 48 h.'])
    await press(page, 'Cancel')
    await status(page, 'CANCEL of')
    await lineItem(page, 1, 'CANCELLED')
    expect(await changes(page)).toEqual([
      'Line items 1 to 3: ACTIVE → CANCELLED.',
      'Line item 4: left unchanged by CANCEL, redeemed already.',
      'Line item 5: left unchanged by CANCEL, not a Choice product.',
      'Balance: USD 999,875.00 → USD 999,950.00, USD 75.00 refunded.',
    ])
    await page.getByText('verified, HMAC-SHA256 in the form base64').nth(1).waitFor()
    expect(await page.getByLabel('Attempts to deliver event 2').textContent()).toContain('received, returned 200')
    const text = await page.evaluate(() => document.body.textContent)
    expect(text).toContain('--user "$TANGO_PLATFORM_NAME:$TANGO_PLATFORM_KEY"')
    expect(text).not.toContain(btoa('demo:demo-key'))
    expect(text).not.toContain('demo-key')
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })

  it('follows links to an operation and to another option of an interpretation, which then changes the outcome', async () => {
    const { page, faults, foreign } = await visit({ hash: '#operation=unfreezeAsyncOrder' })
    expect(await page.getByLabel('Operation', { exact: true }).inputValue()).toBe('unfreezeAsyncOrder')
    await page.evaluate(() => {
      location.hash = '#interpretation=C-AUTO-UNF&option=never'
    })
    await page
      .getByRole('radio', { name: /^never/ })
      .and(page.locator(':checked'))
      .waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Interpretations')
    // The sandbox of others is not changed by a link alone.
    if (opened().sandbox !== null) {
      await status(page, 'The link asks for C-AUTO-UNF=never. Press “Follow this option” to switch it.')
      expect(await page.getByLabel('Switched interpretations').textContent()).toBe('None.')
      await press(page, 'Follow this option')
    }
    await status(page, 'C-AUTO-UNF is now never.')
    await press(page, 'Freeze')
    await lineItem(page, 1, 'FROZEN')
    await press(page, '+48 h')
    await status(page, 'It is 2026-03-04')
    await lineItem(page, 1, 'FROZEN')
    await press(page, 'Back to the default of C-AUTO-UNF')
    await status(page, 'C-AUTO-UNF is now always.')
    await page.evaluate(() => {
      location.hash = '#interpretation=C-AUTO-UNF&option=<b>'
    })
    await page.getByRole('alert').filter({ hasText: 'This link names something that does not exist: option=<b>.' }).waitFor()
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })

  it('creates orders in other states, redeems, arms faults, updates, delivers again and resets', async () => {
    const { page, faults, foreign } = await visit()
    await page.getByText('Details of line item 1').click()
    await page.locator('.line-items > li').first().getByRole('button', { name: 'Redeem' }).click()
    await lineItem(page, 1, 'redeemed USD 5.00')
    await openTab(page, 'Edit request')
    await choose(page, 'Operation', 'updateAsyncOrder')
    await choose(page, 'Example', 'oneField')
    await press(page, 'Send')
    await status(page, 'updateAsyncOrder returned 200.')
    expect(await changes(page)).toEqual(['Purchase order: “PO-20417”.'])
    await openTab(page, 'New order')
    await choose(page, 'Order status', 'FAILED')
    await press(page, 'Create')
    await status(page, 'was created.')
    await press(page, 'Cancel')
    await status(page, 'cancelAsyncOrder returned 422: ')
    await status(page, 'FAILED')
    await openTab(page, 'Faults')
    await choose(page, 'What goes wrong', 'Return 503, Retry-After 1')
    await press(page, 'Arm')
    await page.getByLabel('Armed faults').getByText('any, once').waitFor()
    await press(page, 'Cancel')
    await status(page, 'cancelAsyncOrder returned 503')
    await page.getByLabel('Response', { exact: true }).getByText('retry-after: 1').waitFor()
    await press(page, 'Freeze')
    await openTab(page, 'Events')
    await press(page, 'Deliver event 1 again')
    await page.getByLabel('Attempts to deliver event 1').locator('li').nth(1).waitFor()
    await openTab(page, 'Clock')
    await page.getByLabel('Move to (UTC)').fill('2026-03-10T12:30')
    await press(page, 'Move')
    await status(page, 'It is 2026-03-10 12:30:00 UTC.')
    await press(page, '+6 days')
    await status(page, 'It is 2026-03-16 12:30:00 UTC.')
    await press(page, 'Reset')
    await status(page, 'reset interpretations. The clock stays.')
    await openTab(page, 'Events')
    await page.getByText('No event yet.').waitFor()
    expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
    await page.close()
  })
})

inEachHome(built, ', for requests of clients,', ({ visit }) => {
  it('shows them with their responses, opens one by keyboard, and filters them by path and status', async () => {
    const { page, faults } = await visit()
    const requests = page.getByRole('region', { name: 'Requests' })
    const listed = requests.getByRole('listitem')
    await openTab(page, 'Requests')
    const filter = async (path: string, wanted: string) => {
      await choose(page, 'Status', wanted)
      await requests.getByLabel('Path begins with').fill(path)
      await page.keyboard.press('Enter')
    }
    await requests.getByText('No request to the API yet.').waitFor()
    await press(page, 'Freeze')
    await status(page, 'returned 202.')
    await openTab(page, 'Faults')
    await choose(page, 'What goes wrong', 'Reset the connection')
    await press(page, 'Arm')
    await press(page, 'Update')
    await status(page, 'The connection was broken')
    await openTab(page, 'Requests')
    expect(await listed.allInnerTexts()).toEqual([
      expect.stringMatching(/^PATCH \/asyncOrders\/customers\/.* no response 20.* UTC$/),
      expect.stringMatching(/^POST \/asyncOrders\/[^/]+\/freeze 202 20.* UTC$/),
    ])
    await requests.locator('summary').nth(1).focus()
    await page.keyboard.press('Enter')
    await requests.getByLabel('Details of request 1').getByText('"credentialsInUrl": false').waitFor()
    await filter('/asyncOrders/customers', 'any')
    await listed.filter({ hasText: 'POST' }).waitFor({ state: 'detached' })
    await status(page, 'The requests are filtered.')
    expect(await listed.count()).toBe(1)
    await filter('', '202')
    await listed.filter({ hasText: 'POST' }).waitFor()
    expect(await listed.count()).toBe(1)
    await filter('/asyncOrders/customers', '202')
    await requests.getByText('No request fits the filter.').waitFor()
    expect(faults).toEqual([])
    await page.close()
  })
})

inEachHome(built, ', when something goes wrong,', ({ visit, opened }) => {
  it('shows a reset connection as one, does the action once, and says that the event was lost', async () => {
    const { page } = await visit()
    await press(page, 'Freeze')
    await status(page, 'returned 202.')
    await openTab(page, 'Faults')
    await choose(page, 'What goes wrong', 'Reset the connection')
    await press(page, 'Arm')
    await choose(page, 'What goes wrong', 'Lose the event')
    await press(page, 'Arm')
    await page.getByLabel('Armed faults').locator('li').nth(1).waitFor()
    await press(page, 'Freeze')
    await status(page, 'The connection was broken')
    await status(page, 'The event was not received.')
    await openTab(page, 'Events')
    await page.getByLabel('Attempts to deliver event 2').waitFor()
    expect(await page.getByLabel('What actions did to line item 1').locator('li').count()).toBe(2)
    await page.close()
  })

  it('says what it cannot do: no order, no path, an instant that is none', async () => {
    const { page, faults } = await visit()
    await press(page, 'Edit request')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Request')
    await page.getByLabel('Path of POST').fill('x')
    await press(page, 'Send')
    await status(page, 'Failed to send to x: a path begins with /.')
    await openTab(page, 'Clock')
    await page.getByLabel('Move to (UTC)').evaluate((input) => input.removeAttribute('max'))
    await page.getByLabel('Move to (UTC)').fill('275760-09-13T00:00')
    await press(page, 'Move')
    await status(page, 'Invalid time value')
    await page.getByLabel('Move to (UTC)').fill('9999-12-31T00:00')
    await press(page, 'Move')
    await status(page, 'It is 9999-12-31')
    await press(page, '+48 h')
    await status(page, 'Ask for less.')
    await press(page, 'Reset')
    await status(page, 'reset interpretations.')
    if (opened().sandbox !== null) {
      await openTab(page, 'Edit request')
      await press(page, 'Send')
      await status(page, 'There is no order to send it to. Create one.')
    }
    expect(faults.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([])
    await page.close()
  })
})

it('works when the page is opened as a file', async () => {
  const opened = await openedAsFile(built.folder())
  const { page, faults, foreign } = await visitHome(built.browser(), opened, { hash: '#operation=cancelAsyncOrder' })
  await press(page, 'Send')
  await lineItem(page, 1, 'CANCELLED')
  await openTab(page, 'Events')
  await page.getByText('verified, HMAC-SHA256').waitFor()
  expect({ faults, foreign }).toEqual({ faults: [], foreign: [] })
  await page.close()
})
