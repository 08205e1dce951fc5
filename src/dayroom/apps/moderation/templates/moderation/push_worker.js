{% load i18n %}{% comment %}Shows one sentence and a way to the case. What is sent holds ids only, so the words stand here.{% endcomment %}"use strict";
self.addEventListener("push", function (event) {
  var told = {};
  try { told = event.data ? event.data.json() : {}; } catch (e) { told = {}; }
  var trial = told.event === "trial";
  event.waitUntil(self.registration.showNotification("{% filter escapejs %}{% translate 'On call' %}{% endfilter %}", {
    body: trial ? "{% filter escapejs %}{% translate 'A trial: it works.' %}{% endfilter %}" : "{% filter escapejs %}{% translate 'Somebody is needed now.' %}{% endfilter %}",
    tag: told.case || "trial", requireInteraction: !trial, data: { path: told.case ? "/desk/cases/" + encodeURIComponent(told.case) : "/desk/on-call/" }
  }));
});
self.addEventListener("notificationclick", function (event) {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.path));
});
