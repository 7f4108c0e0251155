// The cited cell of a wide table is brought into sight; without scripts the table is scrolled by hand.
(function () {
  "use strict";
  var table = document.querySelector("#surroundings .scroll"), cell = table && table.querySelector("mark");
  if (!cell) return;
  var far = cell.getBoundingClientRect().right - table.getBoundingClientRect().right + 24;
  if (far > 0) table.scrollLeft += far;
})();
