// A place under the pointer is named with its figure, which is the one of the table. The map's links work without it.
(function () {
  "use strict";
  var drawing = document.querySelector("#map .drawing"), table = document.querySelector("#map .view table");
  if (!drawing || !table) return;
  var figures = {}, shown = null, readout = document.createElement("p");
  readout.id = "map-readout";
  readout.hidden = true;
  readout.setAttribute("aria-hidden", "true");
  drawing.appendChild(readout);
  table.querySelectorAll("tbody tr").forEach(function (row) {
    var link = row.querySelector("th a"), cell = row.querySelector("td");
    if (link && cell) figures[link.getAttribute("href")] = cell.textContent;
  });
  var unit = table.querySelector("thead small"), none = document.querySelector("[data-map-none]");

  function show(link) {
    if (shown) shown.classList.remove("shown");
    shown = link;
    readout.hidden = !link;
    if (!link) return;
    link.classList.add("shown");
    var figure = figures[link.getAttribute("href")], name = document.createElement("b");
    name.textContent = link.querySelector("title").textContent;
    readout.replaceChildren(name, figure ? figure + (unit ? " " + unit.textContent : "") : none ? none.dataset.mapNone : "");
  }

  function follow(event) {
    if (readout.hidden) return;
    var box = drawing.getBoundingClientRect(), x = event.clientX - box.left + 14, y = event.clientY - box.top + 14;
    readout.style.left = Math.max(0, Math.min(x, box.width - readout.offsetWidth)) + "px";
    readout.style.top = Math.min(y, box.height - readout.offsetHeight) + "px";
  }

  drawing.addEventListener("pointermove", follow);
  drawing.addEventListener("pointerover", function (event) { show(event.target.closest("a[data-place]")); follow(event); });
  drawing.addEventListener("pointerleave", function () { show(null); });
})();
