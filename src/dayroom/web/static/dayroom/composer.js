/* Reading and writing in a topic; every part of it works without this file.

   [data-preview]        button of a composer: shows the preview in place
   [data-quote="<id>"]   link: puts a quotation into the reply at the foot of the page
   #composer-look        what the guard would ask about, after a pause in writing
   [data-instead]        button: puts its words in place of [data-words]
   [data-settle]         button: "this is fine because"; said once, not asked again
   form="act"            buttons of post cards: answered in place, by the foot of their card */
(function () {
  "use strict";
  var composer = document.getElementById("composer");

  function ask(address, body, then, otherwise) {
    fetch(address, {
      method: "POST", body: body, credentials: "same-origin", redirect: "manual", headers: { "HX-Request": "true" }
    }).then(function (answer) {
      if (!answer.ok) { otherwise(); return; }
      answer.text().then(then);
    }, otherwise);
  }

  /* the server sends sanitised parts of its own pages; parsing them apart from this page runs nothing */
  function put(place, html) {
    place.replaceChildren.apply(place, new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }

  function preview(button) {
    var body = new FormData(composer), place = document.getElementById("composer-preview");
    body.delete("file");
    body.set("do", "preview");
    ask(composer.action, body, function (html) {
      put(place, html);
      place.setAttribute("tabindex", "-1");
      place.focus();
    }, function () { button.removeAttribute("data-preview"); button.click(); });
  }

  var PAUSE_MS = 1200, waiting = 0, looked = "";

  function look() {
    var body = new FormData(composer), place = document.getElementById("composer-look");
    var words = (body.get("title") || "") + "\n" + body.get("body") + body.get("speak_as") + body.get("settled");
    if (!place || words === looked || !body.get("body").trim()) return;
    looked = words;
    body.delete("file");
    body.set("do", "look");
    ask(composer.action, body, function (html) { put(place, html); }, function () { looked = ""; });
  }

  function lookSoon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE_MS);
  }

  function instead(button) {
    var field = document.getElementById("c-body"), title = document.getElementById("c-title");
    var words = button.getAttribute("data-words"), other = button.getAttribute("data-instead");
    [field, title].forEach(function (one) { if (one) one.value = one.value.split(words).join(other); });
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    look();
  }

  function settle(button) {
    var kept = document.getElementById("c-settled");
    kept.value = (kept.value + " " + button.getAttribute("data-settle")).trim();
    document.getElementById("c-body").focus();
    look();
  }

  if (composer) {
    composer.addEventListener("input", lookSoon);
    composer.addEventListener("change", lookSoon);
  }

  function quote(id) {
    var field = document.getElementById("c-body"), mark = "[[quote:" + id + "]]";
    if (field.value.indexOf(mark) < 0) {
      field.value = (field.value ? field.value.replace(/\n*$/, "\n\n") : "") + mark + "\n\n";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    composer.scrollIntoView({ block: "center" });
  }

  function act(button, form) {
    var foot = button.closest(".post__foot"), body = new FormData(form), name = button.name, value = button.value;
    var address = button.getAttribute("formaction");
    if (name) body.append(name, value);
    ask(address, body, function (html) {
      var parsed = new DOMParser().parseFromString(html, "text/html").querySelector(".post__foot");
      if (!parsed) return;
      foot.replaceWith(parsed);
      var again = parsed.querySelector('[formaction="' + address + '"]' + (name ? '[value="' + value + '"]' : ""));
      if (again) again.focus();
    }, function () { form.setAttribute("action", address); button.dataset.plain = "yes"; button.click(); });
  }

  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target : null;
    if (!target || event.metaKey || event.ctrlKey || event.shiftKey) return;
    var shows = target.closest("[data-preview]"), quotes = target.closest("[data-quote]");
    var other = target.closest("[data-instead]"), fine = target.closest("[data-settle]");
    if (other && composer) { event.preventDefault(); instead(other); }
    if (fine && composer) { event.preventDefault(); settle(fine); }
    if (shows && composer) { event.preventDefault(); preview(shows); }
    if (quotes && composer) { event.preventDefault(); quote(quotes.getAttribute("data-quote")); }
  });
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (event.target.id !== "act" || !button || button.dataset.plain || !/\/(react|bookmark)$/.test(button.getAttribute("formaction"))) return;
    event.preventDefault();
    act(button, event.target);
  });
})();
