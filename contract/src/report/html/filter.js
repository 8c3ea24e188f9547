// Runs in the page of the report: the filters above the clauses, and links to what they hide.
{
  const bar = document.querySelector('.filters')
  const fields = [...bar.querySelectorAll('input, select')]
  const rows = [...document.querySelectorAll('.clauses tbody tr')].map((row) => ({ row, text: row.textContent.toLowerCase() }))

  const hasStatus = (shown, status, target) =>
    shown
      .split(' ')
      .some((pair) => (status === '' ? true : pair.endsWith(`:${status}`)) && (target === '' || pair.startsWith(`${target}:`)))

  const apply = () => {
    const { text, status, target, basis, page } = Object.fromEntries(fields.map(({ name, value }) => [name, value]))
    const words = text.toLowerCase().split(/\s+/)
    let shown = 0
    for (const { row, text: content } of rows) {
      const pages = row.dataset.page === '' ? ['none'] : row.dataset.page.split(' ')
      const fits =
        words.every((word) => content.includes(word)) &&
        (status === '' || hasStatus(row.dataset.status, status, target)) &&
        (basis === '' || row.dataset.basis === basis) &&
        (page === '' || pages.includes(page))
      row.hidden = !fits
      if (fits) shown += 1
    }
    bar.querySelector('output').textContent = `${shown} of ${rows.length} clauses`
    document.getElementById('none').hidden = shown > 0
  }

  const clear = () => {
    for (const field of fields) field.value = ''
    apply()
  }

  // A link leads to its place even where a filter hides it.
  const reveal = () => {
    let id = ''
    try {
      id = decodeURIComponent(location.hash.slice(1))
    } catch {
      return
    }
    const place = id === '' ? null : document.getElementById(id)
    if (place === null) return
    if (place.hidden) clear()
    const details = place.querySelector('details')
    if (place.tagName === 'TR' && details) details.open = true
    place.scrollIntoView()
  }

  bar.addEventListener('input', apply)
  bar.querySelector('button').addEventListener('click', clear)
  addEventListener('hashchange', reveal)
  bar.hidden = false
  apply()
  reveal()
}
