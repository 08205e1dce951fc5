/* Ties allauth's passkey code to our forms, without a line of script inside the page.

   form[data-passkey="login|authenticate|add"]   which of allauth's three flows the form is for
   data-passkey-input, data-passkey-button       ids of the hidden field and of the button
   data-passkey-passwordless                     id of the box "sign in without a password" (add only)
   data-say-failed, [data-passkey-status]        what to say when it did not work, and where
   #passkey-data                                 JSON from the server (add and authenticate) */
(function () {
  "use strict";
  var flows = window.allauth && window.allauth.webauthn && window.allauth.webauthn.forms;
  var forms = Array.prototype.slice.call(document.querySelectorAll("form[data-passkey]"));
  if (!flows) return;

  function say(text) {
    forms.forEach(function (form) {
      var place = form.querySelector("[data-passkey-status]");
      if (place) place.textContent = text ? form.getAttribute("data-say-failed") : "";
    });
  }
  function tie(form) {
    var kind = form.getAttribute("data-passkey");
    var ids = { credential: form.getAttribute("data-passkey-input"), data: "passkey-data" };
    ids[kind] = form.getAttribute("data-passkey-button");
    if (kind === "login") delete ids.data;
    if (form.hasAttribute("data-passkey-passwordless")) ids.passwordless = form.getAttribute("data-passkey-passwordless");
    flows[kind + "Form"]({ ids: ids });
  }

  if (!window.PublicKeyCredential) {
    // no passkeys in this browser: do not offer them
    forms.forEach(function (form) { if (form.getAttribute("data-passkey") === "login") form.hidden = true; });
    return;
  }
  forms.forEach(tie);
  document.addEventListener("click", function (event) { if (event.target.closest("form[data-passkey] button")) say(""); }, true);
  document.addEventListener("allauth.error", function (event) {
    // cancelled by the person, timed out, or refused by the device: all the same to them
    event.preventDefault();
    say("failed");
  });
})();
