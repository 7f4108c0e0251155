(function () {
  "use strict";
  var panel = document.getElementById("panel"), body = document.getElementById("panel-body"), opener = null;
  var held = document.getElementById("said"), said = held && JSON.parse(held.textContent);

  function make(tag, text, name) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function numbers(runs) {
    var all = [];
    runs.trim().split(/\s+/).forEach(function (run) {
      var ends = run.split("-").map(Number), last = ends[1] || ends[0];
      for (var n = ends[0]; n <= last; n++) all.push(n);
    });
    return all;
  }

  function fileHead(letter) {
    var data = document.getElementById("file-" + letter).dataset, head = make("div", "", "file");
    head.append(make("h3", data.title), make("p", data.publisher));
    var line = make("p");
    line.append(make("code", data.file), data.sheet ? ", " + panel.dataset.sheet.toLowerCase() + " " + data.sheet : "");
    var hash = make("details"), short = make("summary");
    short.append("SHA-256 ", make("code", data.sha.slice(0, 12) + "…"));
    hash.append(short, make("code", data.sha, "full"));
    head.append(line, make("p", panel.dataset.speaks + ": " + data.day + (data.evidence ? " (" + data.evidence + ")" : "")), hash);
    return head;
  }

  // A statement is [file, place, label, about, says, citation]; label and about are positions in lists of words.
  function statement(one) {
    var item = make("li");
    item.append(make("b", one[1], "cell"), make("span", one[4], "says"));
    item.append(make("p", said.labels[one[2]] + ", " + said.abouts[one[3]]));
    if (panel.dataset.statement) {
      var link = make("a", panel.dataset.open);
      link.href = panel.dataset.statement.replace("KEY", one[5]);
      item.append(link);
    }
    item.append(make("code", "cuaderno cite " + one[5], "command"));
    return item;
  }

  // A note is [figure, what it is, numbers of its statements, command that lists the rest].
  function noteOf(name) {
    if (said.notes) return said.notes[name];
    var note = document.getElementById(name), ask = note && note.querySelector(".ask");
    return note && [note.querySelector("a").textContent, note.querySelector(".about").textContent, note.dataset.s, ask ? ask.textContent : ""];
  }

  function fill(note) {
    var list = null, letter = "";
    body.replaceChildren(make("p", note[0], "value"), make("p", note[1], "about"));
    if (note[3]) body.append(make("code", note[3], "ask"));
    if (!note[2].trim()) return void body.append(make("p", panel.dataset.empty));
    numbers(note[2]).forEach(function (number) {
      var one = said.statements[number - 1];
      if (!one) return;
      var at = said.files[one[0]];
      if (at !== letter) {
        letter = at;
        list = make("ol");
        body.append(fileHead(at), list);
      }
      list.append(statement(one));
    });
  }

  function close() {
    if (!opener) return;
    panel.hidden = true;
    document.body.classList.remove("open");
    opener.setAttribute("aria-expanded", "false");
    opener.focus({ preventScroll: true });
    opener = null;
  }

  // A page that does not hold its statements names where they are; without them the link is followed.
  function fetched(link) {
    fetch(panel.dataset.cells).then(function (answer) {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }).then(function (found) {
      said = found;
      open(link);
    }).catch(function () { location.href = link.href; });
  }

  // A page opened from a folder may fetch nothing, but may load a script: it names one that says the same.
  function loaded(link) {
    var script = make("script");
    script.src = panel.dataset.cells;
    script.addEventListener("load", function () {
      said = window.cells;
      open(link);
    });
    script.addEventListener("error", function () { location.href = link.href; });
    document.head.append(script);
  }

  function open(link) {
    if (!said) return void (/\.js$/.test(panel.dataset.cells) ? loaded : fetched)(link);
    var note = noteOf(link.hash.slice(1));
    if (!note) return;
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = link;
    fill(note);
    panel.hidden = false;
    panel.scrollTop = 0;
    document.body.classList.add("open");
    link.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
    var hidden = link.getBoundingClientRect().bottom - panel.getBoundingClientRect().top + 24;
    if (panel.getBoundingClientRect().left < 1 && hidden > 0) scrollBy(0, hidden);
  }

  document.querySelectorAll("a.fig, a.blank").forEach(function (link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", "panel");
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.fig, a.blank");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link === opener) close();
    else open(link);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
    var link = event.key === " " && event.target.closest && event.target.closest("a.fig, a.blank");
    if (link) {
      event.preventDefault();
      link.click();
    }
  });
  document.getElementById("panel-close").addEventListener("click", close);

  // What cites is printed open. The style sheet sees to it as well, but not in every browser.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll(".fold:not([open]):has(code)"));
    opened.forEach(function (one) { one.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
})();
