// Runs in the reference: mends what Redoc's markup lacks for those who do not see it. Redoc draws again as the reader goes on, so this does too.

const systemDark = matchMedia('(prefers-color-scheme: dark)')

/** The list of operations is a part of the page that one can go to. */
function nameMenu(): void {
  const menu = document.querySelector('.menu-content')
  menu?.setAttribute('role', 'navigation')
  menu?.setAttribute('aria-label', 'Operations')
}

/** Redoc leaves levels of headings out: nothing stands between h2 and h4. */
function levelHeadings(): void {
  let level = 0
  for (const heading of document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')) {
    level = Math.min(Number(heading.tagName[1]), level + 1)
    set(heading, 'aria-level', String(level))
  }
}

/** Redoc's pickers of examples have a name that says nothing of what is chosen, and who speaks to the browser says what is seen. */
function namePickers(): void {
  for (const picker of document.querySelectorAll<HTMLElement>('main button[aria-label][aria-haspopup]')) {
    picker.dataset.name ??= picker.ariaLabel ?? ''
    if (picker.textContent) set(picker, 'aria-label', `${picker.textContent} (${picker.dataset.name})`)
  }
}

const DIALOG = 'div:has(> button > [data-component-name="icons/CloseIcon/CloseIcon"]):has(> [role="tablist"])'

/** The credentials open in a dialog that does not say that it is one, and takes the type of a scheme for its name. */
function nameDialog(): void {
  const dialog = document.querySelector(DIALOG)
  if (dialog === null) return
  set(dialog, 'role', 'dialog')
  set(dialog, 'aria-modal', 'true')
  set(dialog, 'aria-label', 'Security')
  for (const button of dialog.querySelectorAll(':scope > button')) set(button, 'aria-label', 'Close')
  const bearer = dialog.querySelector('[aria-selected="true"]')?.textContent?.startsWith('bearer')
  const label = [...dialog.querySelectorAll('div')].find((part) => part.textContent === 'HTTP Authorization Scheme')
  const scheme = label?.nextElementSibling?.firstChild as Text | null | undefined
  // The text of the node, not the node: Redoc goes on with its own.
  if (scheme && scheme.data !== (bearer ? 'bearer' : 'basic')) scheme.data = bearer ? 'bearer' : 'basic'
}

/** The dialog lies over the page, and the keyboard stays in it. */
function stayInDialog(event: KeyboardEvent): void {
  const dialog = event.key === 'Tab' ? document.querySelector(DIALOG) : null
  const ways = [...(dialog?.querySelectorAll<HTMLElement>('a, button:not([tabindex="-1"])') ?? [])]
  const at = ways.indexOf(document.activeElement as HTMLElement)
  const next = ways.at((at + (event.shiftKey ? -1 : 1)) % ways.length)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}

/** What has its value already is left alone: setting it would be seen as a change, and mended again for ever. */
function set(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

/** What the way past the header leads to. */
function nameMain(): void {
  const main = document.querySelector('main')
  main?.setAttribute('id', 'main')
  main?.setAttribute('tabindex', '-1')
}

/** Redoc's router would take `#main` for an operation; and what is read stays in view. */
function skipToMain(event: Event): void {
  if (!(event.target as Element).closest('.skip')) return
  event.preventDefault()
  document.querySelector('main')?.focus({ preventScroll: true })
}

/** In a narrow window the menu lies over the text, and Redoc closes it by its button alone. */
function closeMenu({ key }: KeyboardEvent): void {
  if (key !== 'Escape') return
  const close = document.querySelector<HTMLElement>('button[aria-label="Close navigation menu"]')
  close?.click()
  close?.focus()
}

/** Redoc's key opens its own search, which would make workers of its code; the one of the site finds the operations too. */
function searchSite(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  document.querySelector<HTMLElement>('#search')?.focus()
}

/** On paper the reference is light. */
function printLight(): void {
  const { classList } = document.documentElement
  if (!classList.contains('dark')) return
  classList.replace('dark', 'light')
  addEventListener('afterprint', () => classList.replace('light', 'dark'), { once: true })
}

/** Redoc looks at the theme of the system once. */
function followSystem(): void {
  const { classList } = document.documentElement
  classList.toggle('dark', systemDark.matches)
  classList.toggle('light', !systemDark.matches)
}

function mend(): void {
  nameMain()
  nameMenu()
  levelHeadings()
  namePickers()
  nameDialog()
}

document.addEventListener('click', skipToMain)
addEventListener('keydown', searchSite, { capture: true })
addEventListener('keydown', closeMenu)
addEventListener('keydown', stayInDialog)
addEventListener('beforeprint', printLight)
systemDark.addEventListener('change', followSystem)
document.addEventListener('DOMContentLoaded', () => {
  mend()
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true, characterData: true })
})
