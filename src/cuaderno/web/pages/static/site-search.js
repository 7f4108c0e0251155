// Suggestions under a search field: a combobox with a list (WAI-ARIA Authoring Practices 1.2). Without it the form asks the search page.
(function () {
  "use strict";
  document.querySelectorAll("input[data-suggest]").forEach(function (input) {
    var form = input.form, list = document.createElement("ul"), status = document.createElement("span");
    var at = -1, asked = 0, shown = "", timer = null, kept = {};

    list.id = input.id + "-list";
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels.length ? input.labels[0].textContent : "");
    status.className = "unseen";
    status.setAttribute("role", "status");
    input.parentNode.append(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      var all = list.children;
      if (at >= 0 && all[at]) all[at].setAttribute("aria-selected", "false");
      at = next;
      if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
      all[at].setAttribute("aria-selected", "true");
      all[at].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[at].id);
    }

    // What was chosen stays chosen where it is among what is found for the letters typed since.
    function show(told) {
      var chosen = at >= 0 ? list.children[at].dataset.address : "";
      list.replaceChildren.apply(list, told.found.map(function (one, number) {
        var item = document.createElement("li"), name = document.createElement("b"), word = document.createElement("small");
        item.id = list.id + "-" + number;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.address = one.address;
        name.textContent = one.name;
        word.textContent = one.by ? one.by + " · " + one.word : one.word;
        item.append(name, " ", word);
        return item;
      }));
      at = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !told.found.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = told.said;
      if (chosen) mark(told.found.findIndex(function (one) { return one.address === chosen; }));
    }

    function ask() {
      var q = input.value.trim(), number = ++asked;
      shown = q;
      if (!q) { status.textContent = ""; close(); return; }
      if (kept[q]) { show(kept[q]); return; }
      fetch(input.dataset.suggest + "?q=" + encodeURIComponent(q)).then(function (answer) {
        return answer.ok ? answer.json() : { found: [], said: "" };
      }).then(function (told) {
        kept[q] = told;
        if (number === asked && document.activeElement === input) show(told);
      }, function () { close(); });
    }

    input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 70); });
    input.addEventListener("focus", function () { if (input.value.trim() && input.value.trim() === shown && list.children.length) ask(); });
    input.addEventListener("blur", function () { setTimeout(close, 120); });
    input.addEventListener("keydown", function (event) {
      var count = list.hidden ? 0 : list.children.length;
      if (event.key === "Escape") {
        if (count) { event.preventDefault(); close(); }
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!count) { ask(); return; }
        // Past either end the field itself is chosen again.
        var step = event.key === "ArrowDown" ? 1 : -1, next = at + step;
        mark(next >= count ? -1 : next < -1 ? count - 1 : next);
      } else if (event.key === "Enter" && count && at >= 0) {
        event.preventDefault();
        location.assign(list.children[at].dataset.address);
      }
    });
    list.addEventListener("pointerdown", function (event) { event.preventDefault(); });
    list.addEventListener("click", function (event) {
      var item = event.target.closest("[role=option]");
      if (item) location.assign(item.dataset.address);
    });
    if (form) form.addEventListener("submit", close);
  });
})();
