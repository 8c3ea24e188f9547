import type { Page } from 'playwright-core'

/** Presses a button of the console. */
export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
/** Shows a tab of the console. */
export const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()
/** Chooses an option, by its value. */
export const choose = (page: Page, label: string, value: string) => page.getByLabel(label, { exact: true }).selectOption(value)
/** Waits until the console says something. */
export const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
/** Waits until a line item of the order that is shown holds a text. */
export const lineItem = (page: Page, position: number, text: string) =>
  page
    .locator('.line-items > li')
    .nth(position - 1)
    .filter({ hasText: text })
    .waitFor()
