/* A reading that is entered without a connection is kept on this device and sent later; everything works without this file.

   form[data-keep-offline]   an entry; its client_key makes sure that it stands once, however often it is sent
   [data-kept-line]          says what is kept here and what became of it; its data-say-… are the words
   script[data-owner]        the member: what one keeps is never sent as another

   app.js clears what is kept at sign-out, together with drafts. */
(function () {
  "use strict";
  var own = document.currentScript ? document.currentScript.getAttribute("data-owner") : "";
  var PREFIX = "health:" + own + ":", AGAIN_MS = 15000;
  var line = document.querySelector("[data-kept-line]");
  var busy = false, refused = {};

  function box() { try { return window.localStorage; } catch (e) { return null; } }
  var local = box();
  if (!own || !local || !line) return;

  function keys() {
    try { return Object.keys(local).filter(function (key) { return key.indexOf(PREFIX) === 0; }).sort(); } catch (e) { return []; }
  }
  function read(key) { try { return JSON.parse(local.getItem(key)); } catch (e) { return null; } }
  function say(name) { return line.getAttribute("data-say-" + name) || ""; }

  function fields(form, button) {
    var kept = [];
    new FormData(form).forEach(function (value, name) {
      if (name !== "csrfmiddlewaretoken" && typeof value === "string") kept.push([name, value]);
    });
    if (button && button.name) kept.push([button.name, button.value]);
    return kept;
  }
  function field(entry, name) {
    var found = entry.fields.filter(function (one) { return one[0] === name; })[0];
    return found ? found[1] : "";
  }

  function keep(form, button) {
    var entry = { url: form.getAttribute("action"), fields: fields(form, button), at: new Date().toISOString() };
    try { local.setItem(PREFIX + field(entry, "client_key"), JSON.stringify(entry)); } catch (e) { return false; }
    /* the next entry is another one */
    var key = form.querySelector("[name=client_key]");
    key.value = (key.value + Date.now().toString(36)).slice(-32);
    form.reset();
    show();
    return true;
  }

  function button(label, run) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "btn btn--small";
    made.textContent = label;
    made.addEventListener("click", run);
    return made;
  }

  function link(label, href) {
    var made = document.createElement("a");
    made.href = href;
    made.textContent = label;
    return made;
  }

  function show(words) {
    var kept = keys();
    line.hidden = !kept.length && !words;
    line.replaceChildren(document.createTextNode(words || (kept.length ? say("kept") + " (" + kept.length + ")" : "")));
    kept.filter(function (key) { return refused[key]; }).forEach(function (key) {
      var row = document.createElement("span");
      row.append(" " + refused[key].error + " ");
      if (refused[key].help) row.append(link(say("help"), refused[key].help), " ");
      if (refused[key].again) row.append(button(say("again"), function () { sure(key); }), " ");
      row.append(button(say("drop"), function () { local.removeItem(key); delete refused[key]; show(); }));
      line.append(document.createElement("br"), row);
    });
  }

  function sure(key) {
    var entry = read(key);
    if (!entry) return;
    entry.fields.push(["sure", "1"]);
    local.setItem(key, JSON.stringify(entry));
    delete refused[key];
    sendAll();
  }

  function send(key) {
    var entry = read(key), token = document.querySelector("[name=csrfmiddlewaretoken]");
    if (!entry || !token || entry.url.indexOf("/health/") !== 0) { local.removeItem(key); return Promise.resolve(); }
    var body = new URLSearchParams(entry.fields);
    if (!body.get("when")) body.set("at", entry.at);
    return fetch(entry.url, {
      method: "POST", body: body, credentials: "same-origin", redirect: "manual",
      headers: { "X-CSRFToken": token.value, "X-Dayroom-Kept": "yes" }
    }).then(function (answer) {
      var json = (answer.headers.get("Content-Type") || "").indexOf("application/json") === 0;
      if (!json) return; /* signed out, or a fault of the site: it stays here */
      return answer.json().then(function (told) {
        if (!told.saved) { refused[key] = told; return; }
        local.removeItem(key);
        if (told.help) window.location.assign(told.help);
        return true;
      });
    }, function () { return undefined; });
  }

  function sendAll() {
    if (busy || navigator.onLine === false) return;
    var waiting = keys().filter(function (key) { return !refused[key]; });
    if (!waiting.length) { show(); return; }
    busy = true;
    var sent = 0;
    waiting.reduce(function (before, key) {
      return before.then(function () { return send(key); }).then(function (done) { sent += done ? 1 : 0; });
    }, Promise.resolve()).then(function () {
      busy = false;
      show(sent && !keys().length ? say("sent") : "");
    });
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.hasAttribute("data-keep-offline") || navigator.onLine !== false) return;
    if (!keep(event.target, event.submitter)) return;
    event.preventDefault();
    event.target.classList.remove("is-busy");
    delete event.target.dataset.sent;
  });
  window.addEventListener("online", sendAll);
  setInterval(sendAll, AGAIN_MS);
  show();
  sendAll();
})();
