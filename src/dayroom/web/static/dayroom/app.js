/* Everything essential works without this file; it only makes things gentler.

   data-theme-set="light|dark|"    button: look of the site, remembered on this device
   details[data-menu]              closes on Escape and on a click elsewhere
   form method=post                is sent once, however often the button is pressed (data-send-often: no guard)
   form[data-confirm-leave]        asks before unsaved words are lost
   [data-copy="#id"]               button: copies that element's value or text
   [data-dismiss]                  button: closes the note, callout or toast it stands in
   [data-focus]                    takes the focus when the page loads (error summaries)
   form[data-draft-url]            keeps the draft on the server: POST of its fields 2 s after the last key and when
                                   the page is left. data-draft-key must differ between members and between places.
                                   data-draft-at (milliseconds) is when the server's draft was written: an older copy here is dropped.
                                   [data-draft-status] inside it says what happened. Fields with data-draft-skip stay out.
   [data-words-kept]               on error pages: what was being sent did not arrive, so keep it for the form's next visit
   form[data-sign-out]             wipes what this device holds before it signs out

   A copy stays on this device only while the server cannot be reached (no connection, or signed out meanwhile). */
(function () {
  "use strict";
  var root = document.documentElement;
  var THEME = "theme", DRAFT = "draft:", SENDING = "sending:", HEALTH = "health:";
  var PAUSE_MS = 2000, SEND_AGAIN_MS = 8000, KEEP_DAYS = 7, KEEPALIVE_LIMIT = 60000;

  // storage may be refused (private windows): then we do without
  function read(store, key) { try { return store.getItem(key); } catch (e) { return null; } }
  function write(store, key, value) {
    try { if (value === null) store.removeItem(key); else store.setItem(key, value); return true; } catch (e) { return false; }
  }
  function keys(store, prefix) {
    try { return Object.keys(store).filter(function (key) { return key.indexOf(prefix) === 0; }); } catch (e) { return []; }
  }
  function box(name) { try { return window[name]; } catch (e) { return null; } }
  var local = box("localStorage"), tab = box("sessionStorage");

  function setTheme(theme) {
    if (theme === "light" || theme === "dark") root.setAttribute("data-theme", theme);
    else root.removeAttribute("data-theme");
  }
  setTheme(read(local, THEME));
  root.classList.add("js");

  function each(selector, within, run) {
    if (within.matches && within.matches(selector)) run(within);
    Array.prototype.forEach.call(within.querySelectorAll(selector), run);
  }
  function say(name) { return document.body.getAttribute("data-say-" + name) || ""; }

  function showTheme() {
    var theme = read(local, THEME) || "";
    each("[data-theme-set]", document, function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-theme-set") === theme));
    });
  }

  /* one listener each, on the document: parts that htmx brings later work too */
  document.addEventListener("click", function (event) {
    var target = event.target.closest ? event.target : null;
    if (!target) return;
    each("details[data-menu][open]", document, function (menu) { if (!menu.contains(target)) menu.open = false; });
    var theme = target.closest("[data-theme-set]");
    if (theme) {
      write(local, THEME, theme.getAttribute("data-theme-set") || null);
      setTheme(theme.getAttribute("data-theme-set"));
      showTheme();
    }
    var closer = target.closest("[data-dismiss]");
    if (closer) dismiss(closer.closest(".note, .callout, [data-dismissable]"));
    var copier = target.closest("[data-copy]");
    if (copier) copy(copier);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    each("details[data-menu][open]", document, function (menu) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    });
  });

  function dismiss(element) {
    if (!element) return;
    var list = element.parentElement;
    element.remove();
    if (list && list.matches(".notes") && !list.children.length) list.remove();
    var main = document.getElementById("main");
    if (main) main.focus({ preventScroll: true });
  }
  function copy(button) {
    var source = document.querySelector(button.getAttribute("data-copy"));
    if (!source || !navigator.clipboard) return;
    navigator.clipboard.writeText("value" in source ? source.value : source.textContent.trim()).then(function () {
      var before = button.textContent;
      button.textContent = say("copied");
      setTimeout(function () { button.textContent = before; }, 2500);
    });
  }

  /* a form is sent once; "free again" after a while, for answers that are files and for lost connections */
  function free(form) { form.classList.remove("is-busy"); delete form.dataset.sent; }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.hasAttribute("data-sign-out")) forgetDevice();
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-send-often")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.classList.add("is-busy");
    setTimeout(function () { free(form); }, SEND_AGAIN_MS);
  });
  window.addEventListener("beforeunload", function (event) {
    var unsaved = false;
    each("form[data-confirm-leave]", document, function (form) { unsaved = unsaved || (form.dataset.dirty && !form.dataset.sent); });
    if (unsaved) { event.preventDefault(); event.returnValue = ""; }
  });
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-confirm-leave")) form.dataset.dirty = "yes";
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) each("form[data-sent]", document, free);
  });

  function forgetDevice() {
    keys(local, DRAFT).concat(keys(local, HEALTH)).forEach(function (key) { write(local, key, null); });
    keys(tab, SENDING).forEach(function (key) { write(tab, key, null); });
  }
  function forgetOld() {
    var limit = Date.now() - KEEP_DAYS * 864e5;
    keys(local, DRAFT).forEach(function (key) {
      var copy = parse(read(local, key));
      if (!copy || copy.at < limit) write(local, key, null);
    });
  }
  function parse(text) { try { return JSON.parse(text); } catch (e) { return null; } }

  /* drafts */
  function Draft(form) {
    this.form = form;
    this.url = form.getAttribute("data-draft-url");
    this.key = form.getAttribute("data-draft-key") || this.url;
    this.status = form.querySelector("[data-draft-status]");
    this.saved = this.text();
    this.timer = 0;
  }
  Draft.prototype.fields = function () {
    var fields = {};
    Array.prototype.forEach.call(this.form.elements, function (field) {
      var kind = field.type;
      if (!field.name || field.name === "csrfmiddlewaretoken" || field.hasAttribute("data-draft-skip")) return;
      if (/^(password|file|submit|button|reset|image|fieldset)$/.test(kind)) return;
      if ((kind === "checkbox" || kind === "radio") && !field.checked) return;
      fields[field.name] = field.value;
    });
    return fields;
  };
  Draft.prototype.text = function () { return JSON.stringify(this.fields()); };
  Draft.prototype.tell = function (name) { if (this.status) this.status.textContent = name ? say(name) : ""; };
  Draft.prototype.fill = function (fields) {
    var filled = false;
    Array.prototype.forEach.call(this.form.elements, function (field) {
      if (!(field.name in fields) || field.type === "hidden" || field.name === "csrfmiddlewaretoken") return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.value === fields[field.name];
      else if (field.value !== fields[field.name]) { field.value = fields[field.name]; filled = true; }
    });
    if (filled) this.form.dispatchEvent(new CustomEvent("dayroom:restored", { bubbles: true }));
    return filled;
  };
  Draft.prototype.keepHere = function (reason) {
    write(local, DRAFT + this.key, JSON.stringify({ at: Date.now(), fields: this.fields() }));
    this.tell(reason);
  };
  Draft.prototype.save = function (leaving) {
    var draft = this, text = this.text();
    clearTimeout(this.timer);
    if (text === this.saved || text === this.underWay || this.form.dataset.sent) return;
    if (navigator.onLine === false) { this.keepHere("offline"); return; }
    if (!leaving) this.tell("saving");
    var token = this.form.querySelector("[name=csrfmiddlewaretoken]");
    var body = new URLSearchParams(this.fields());
    this.underWay = text; // leaving fires two events: one letter is enough
    this.call = new AbortController();
    fetch(this.url, {
      signal: this.call.signal,
      method: "POST", body: body, credentials: "same-origin", redirect: "manual",
      keepalive: Boolean(leaving) && body.toString().length < KEEPALIVE_LIMIT,
      headers: { "X-CSRFToken": token ? token.value : "", "X-Requested-With": "XMLHttpRequest" }
    }).then(function (answer) {
      draft.underWay = null;
      if (answer.ok) {
        draft.saved = text;
        write(local, DRAFT + draft.key, null);
        delete draft.form.dataset.dirty;
        draft.tell(draft.text() === text ? "saved" : "");
      } else if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) draft.keepHere("signed-out");
      else draft.keepHere("offline");
    }, function (fault) { draft.underWay = null; if (fault.name !== "AbortError") draft.keepHere("offline"); });
  };
  Draft.prototype.later = function () {
    var draft = this;
    clearTimeout(this.timer);
    this.timer = setTimeout(function () { draft.save(false); }, PAUSE_MS);
  };
  Draft.prototype.restore = function () {
    var sending = parse(read(tab, SENDING + this.key)), kept = parse(read(local, DRAFT + this.key));
    var copy = sending || kept;
    write(tab, SENDING + this.key, null);
    if (copy && copy.at < Number(this.form.getAttribute("data-draft-at") || 0)) { write(local, DRAFT + this.key, null); return; }
    if (copy && this.fill(copy.fields)) { this.tell("restored"); this.later(); }
  };
  /* What was being sent is held in this tab until we know how it went. An error page keeps it for the form's next visit;
     the browser's back button brings it back at once; any other page means that it has arrived. */
  function settleSending() {
    var failed = document.querySelector("[data-words-kept]");
    if (!failed && cameByBack()) return;
    keys(tab, SENDING).forEach(function (key) {
      write(local, DRAFT + key.slice(SENDING.length), failed ? read(tab, key) : null);
      write(tab, key, null);
    });
  }
  Draft.prototype.start = function () {
    var draft = this, form = this.form;
    form.dataset.draftOn = "yes";
    form.addEventListener("input", function () { draft.later(); });
    form.addEventListener("change", function () { draft.later(); });
    form.addEventListener("submit", function (event) {
      clearTimeout(draft.timer);
      if (navigator.onLine === false) { event.preventDefault(); draft.keepHere("offline"); return; }
      if (draft.call) draft.call.abort(); // a late answer must not bring the draft back after the post
      write(tab, SENDING + draft.key, JSON.stringify({ at: Date.now(), fields: draft.fields() }));
    });
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") draft.save(true); });
    window.addEventListener("pagehide", function () { draft.save(true); });
    window.addEventListener("online", function () { draft.save(false); });
    window.addEventListener("offline", function () { if (draft.text() !== draft.saved) draft.keepHere("offline"); });
  };

  function cameByBack() {
    var entry = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    return Boolean(entry && entry.type === "back_forward");
  }
  function wake(within) {
    each("form[data-draft-url]:not([data-draft-on])", within, function (form) {
      var draft = new Draft(form);
      draft.start();
      draft.restore();
    });
    showTheme();
  }
  document.addEventListener("DOMContentLoaded", function () {
    forgetOld();
    settleSending();
    wake(document);
    var first = document.querySelector("[data-focus]");
    if (first) first.focus();
  });
  document.addEventListener("htmx:load", function (event) { wake(event.target); });
  document.addEventListener("htmx:afterRequest", function (event) { if (event.target.dataset && event.target.dataset.sent) free(event.target); });
})();
