// Remembers in which language a reader wants to see code, on every page.
const KEY = 'code'

const inputs = [...document.querySelectorAll<HTMLInputElement>('.tabs input')]

function choose(language: string): void {
  for (const input of inputs) input.checked = input.value === language
}

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !inputs.includes(target)) return
  choose(target.value)
  try {
    localStorage.setItem(KEY, target.value)
  } catch {
    // A browser that keeps nothing shows the first language on the next page.
  }
})

try {
  const kept = localStorage.getItem(KEY)
  if (inputs.some(({ value }) => value === kept)) choose(kept ?? '')
} catch {
  // As above.
}
