// Copying text, and saying so where one looks: on the button that was pressed.

const SAID_FOR = 2000;

/** Copies text; false where the browser does not let us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Every button within data-copied, wherever it is on the page, copies what stands before it. */
export function watchCopyButtons() {
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-copied] button");
    if (!button) return;
    const source = button.previousElementSibling;
    if (!(await copy(source.textContent))) {
      getSelection().selectAllChildren(source);
      return;
    }
    const label = button.textContent;
    const { copied } = button.closest("[data-copied]").dataset;
    if (label === copied) return;
    button.textContent = copied;
    setTimeout(() => (button.textContent = label), SAID_FOR);
  });
}
