// Give each select that the admin makes searchable the name of its label. Select2
// names it by what is chosen alone, so that an empty one has no name.
const SELECTS = ".admin-autocomplete + .select2 [role=combobox]";

function nameSelects(root) {
  for (const box of root.querySelectorAll(SELECTS)) {
    const select = box.closest(".select2").previousElementSibling;
    const [label] = select.labels;
    if (label && !label.id) {
      label.id = `${select.id}_label`;
      const chosen = box.getAttribute("aria-labelledby");
      box.setAttribute("aria-labelledby", `${label.id} ${chosen}`);
      const words = box.querySelector("[role=textbox]"); // no field within the field
      words?.removeAttribute("role");
      words?.removeAttribute("aria-readonly");
    }
  }
}

const jQuery = window.django?.jQuery;
if (jQuery) {
  jQuery(() => nameSelects(document)); // after the admin's own, which makes them
  jQuery(document).on("select2:open", () => {
    document
      .querySelector(".select2-container--open .select2-search__field")
      ?.setAttribute("aria-label", "Search");
  });
  document.addEventListener("formset:added", (event) => nameSelects(event.target));
}

// The picture beside a filter of choices has a name, so it says that it is a picture.
window.addEventListener("load", () => {
  for (const icon of document.querySelectorAll(".search-label-icon")) {
    icon.setAttribute("role", "img");
  }
});
