// Runs in pages with a list that can be filtered, and opens what a link leads to.
const bar = document.querySelector<HTMLElement>('.filter')
if (bar) start(bar)

function start(bar: HTMLElement): void {
  const fields = [...bar.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')]
  const items = [...document.querySelectorAll<HTMLElement>(bar.dataset.items ?? '')].map((item) => ({
    item,
    text: (item.textContent ?? '').toLowerCase(),
  }))
  const groups = [...document.querySelectorAll<HTMLElement>('.group')]
  const apply = (): void => {
    let shown = 0
    for (const { item, text } of items) {
      const fits = fields.every(({ name, value }) =>
        name === 'text'
          ? value
              .toLowerCase()
              .split(/\s+/)
              .every((word) => text.includes(word))
          : value === '' || (item.dataset[name] ?? '').split(' ').includes(value),
      )
      item.hidden = !fits
      if (fits) shown += 1
    }
    for (const group of groups) group.hidden = items.every(({ item }) => item.hidden || !group.contains(item))
    const output = bar.querySelector('output')
    if (output) output.textContent = `${shown} of ${items.length}`
  }
  const reveal = (): void => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const details = target?.querySelector('details')
    if (details) details.open = true
    if (!target?.closest('[hidden]')) return
    for (const field of fields) field.value = ''
    apply()
    target.scrollIntoView()
  }
  for (const field of fields) field.addEventListener('input', apply)
  addEventListener('hashchange', reveal)
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll<HTMLDetailsElement>('article > details')) details.open = true
  })
  // A browser that comes back to a page fills the fields in again.
  apply()
  reveal()
  bar.classList.add('ready')
}
