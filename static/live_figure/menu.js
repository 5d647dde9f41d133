// On a phone Streamlit's menu covers the page, and a menu left open stays so from page to page.

const NARROW = 768;

/** Puts the menu away once one of its links was chosen, before the page it leads to comes. */
export function watchMenu() {
  document.addEventListener("click", ({ target }) => {
    if (innerWidth < NARROW && target.closest("nav.pages a")) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    }
  });
}
