// A tree as ARIA has it: one item is in the tab order, and the keys move from it. What is folded is known here alone.
const itemOf = node => node.closest("[role=treeitem]");

export function focusItem(tree, item) {
    for (const other of tree.querySelectorAll("[role=treeitem][tabindex='0']")) other.tabIndex = -1;
    item.tabIndex = 0;
    item.focus();
}

export function attach(tree) {
    const items = () => [...tree.querySelectorAll("[role=treeitem]")].filter(item => !item.parentElement.closest("[aria-expanded=false]"));
    const focus = item => item && focusItem(tree, item);
    const fold = (item, isOpen) => item.hasAttribute("aria-expanded") && item.setAttribute("aria-expanded", isOpen ? "true" : "false");

    const first = tree.querySelector("[aria-selected=true]") ?? tree.querySelector("[role=treeitem]");
    if (first) first.tabIndex = 0;
    tree.addEventListener("click", event => {
        const item = itemOf(event.target);
        if (!item) return;
        if (event.target.closest(".norm-toggle")) fold(item, item.getAttribute("aria-expanded") === "false");
        focus(item);
    });
    tree.addEventListener("keydown", event => {
        const item = itemOf(event.target);
        if (!item || event.altKey || event.ctrlKey || event.metaKey) return;
        const all = items(), place = all.indexOf(item), isOpen = item.getAttribute("aria-expanded");
        switch (event.key) {
            case "ArrowDown": focus(all[place + 1]); break;
            case "ArrowUp": focus(all[place - 1]); break;
            case "Home": focus(all[0]); break;
            case "End": focus(all.at(-1)); break;
            case "ArrowRight": isOpen === "false" ? fold(item, true) : isOpen === "true" && focus(all[place + 1]); break;
            case "ArrowLeft": isOpen === "true" ? fold(item, false) : focus(itemOf(item.parentElement)); break;
            case "Enter": case " ": item.querySelector("a, .norm-name").click(); break;
            default: return;
        }
        event.preventDefault();
        event.stopPropagation();
    });
}
