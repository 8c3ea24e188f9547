// Gives each block of code a button that copies it. It lies over the block, so that nothing moves.
for (const block of document.querySelectorAll('main .code')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = 'Copy'
  button.addEventListener('click', async () => {
    button.textContent = (await copied(block.querySelector('code'))) ? 'Copied' : 'Press Ctrl+C'
  })
  block.append(button)
}

/** Where the page may not write to the clipboard, such as over plain HTTP, the code is selected instead. */
async function copied(code: Element | null): Promise<boolean> {
  if (code === null) return false
  try {
    await navigator.clipboard.writeText(code.textContent)
    return true
  } catch {
    getSelection()?.selectAllChildren(code)
    return false
  }
}
