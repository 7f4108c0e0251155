// Claims that open in place. A result that is put into the page later says so by the event "checked".
(function () {
  "use strict";
  var handle = null, which = null, tags = [], open = null;
  document.documentElement.classList.add("script");

  function begin() {
    handle = document.getElementById("handle");
    which = document.getElementById("which");
    tags = Array.prototype.slice.call(document.querySelectorAll(".text .tag"));
    open = null;
    document.body.classList.remove("reading");
    if (!handle) return;
    document.getElementById("close").addEventListener("click", function () { close(true); });
    document.getElementById("previous").addEventListener("click", function () { step(-1); });
    document.getElementById("next").addEventListener("click", function () { step(1); });
    tags.forEach(function (tag) {
      tag.setAttribute("role", "button");
      tag.setAttribute("aria-expanded", "false");
      tag.setAttribute("aria-controls", tag.hash.slice(1));
    });
  }

  function panelOf(link) {
    return link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
  }

  function tagOf(panel) {
    return document.getElementById("t-" + panel.id);
  }

  function light(panel, on) {
    document.querySelectorAll('.text mark[data-c~="' + CSS.escape(panel.id) + '"]').forEach(function (mark) {
      mark.classList.toggle("on", on);
    });
    var tag = tagOf(panel);
    if (tag) tag.setAttribute("aria-expanded", String(on));
  }

  function close(back) {
    if (!open) return;
    var tag = tagOf(open);
    light(open, false);
    open.classList.remove("open");
    document.getElementById("claims").append(handle);
    handle.hidden = true;
    document.body.classList.remove("reading");
    open = null;
    if (back && tag) tag.focus({ preventScroll: true });
  }

  // Brings the claim into the part of the window that the panel leaves free.
  function reveal(tag, panel) {
    var box = panel.getBoundingClientRect(), free = box.left < 1 ? box.top : innerHeight, at = tag.getBoundingClientRect();
    if (at.top < 48 || at.bottom > free - 24) scrollBy(0, at.top - Math.max(60, free * 0.4));
  }

  function show(panel) {
    close(false);
    open = panel;
    panel.prepend(handle);
    handle.hidden = false;
    panel.classList.add("open");
    document.body.classList.add("reading");
    light(panel, true);
    var tag = tagOf(panel), number = tags.indexOf(tag) + 1;
    which.textContent = handle.dataset.of.replace("{number}", number).replace("{all}", tags.length);
    panel.scrollTop = 0;
    panel.focus({ preventScroll: true });
    if (tag) reveal(tag, panel);
  }

  // The claim after or before the one that is open or has the focus.
  function step(by) {
    var at = open ? tags.indexOf(tagOf(open)) : tags.indexOf(document.activeElement);
    var tag = tags[at < 0 ? (by > 0 ? 0 : tags.length - 1) : (at + by + tags.length) % tags.length];
    if (!tag) return;
    if (open) show(panelOf(tag));
    else {
      tag.focus({ preventScroll: true });
      tag.scrollIntoView({ block: "center" });
    }
  }

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !event.target.closest) return;
    var link = event.target.closest(".text .tag, a.ref"), mark = event.target.closest(".text mark[data-top]");
    if (!link && !(mark && getSelection().isCollapsed)) return;
    var panel = link ? panelOf(link) : document.getElementById(mark.dataset.top);
    if (!panel) return;
    event.preventDefault();
    if (panel === open) close(true);
    else show(panel);
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || !tags.length) return;
    var tag = event.target.closest && event.target.closest(".text .tag"), steered = tag || (open && !event.target.closest(".scroll"));
    if (event.key === "Escape") close(true);
    else if (event.key === "j" || (steered && event.key === "ArrowRight")) step(1);
    else if (event.key === "k" || (steered && event.key === "ArrowLeft")) step(-1);
    else if (event.key === " " && tag) tag.click();
    else return;
    event.preventDefault();
  });

  document.addEventListener("checked", begin);
  begin();

  var opened = [];
  addEventListener("beforeprint", function () {
    close(false);
    opened = Array.prototype.slice.call(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
})();
