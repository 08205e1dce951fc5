"""The URL tree: each app's own list, mounted once."""

from django.urls import include, path

handler400 = "dayroom.web.views.errors.bad_request"
handler404 = "dayroom.web.views.errors.not_found"
handler500 = "dayroom.web.views.errors.broken"

urlpatterns = [
    path("", include("dayroom.web.urls")),
    path("", include("dayroom.apps.screening.urls")),  # /check /fact-checks/… /desk/fact-checks/… /true/… /api/…
    path("", include("dayroom.apps.communities.urls")),  # /communities/… /c/<slug>/… /t/<id>/… /p/<id>/… /media/…
    path("", include("dayroom.apps.people.urls")),  # /me/… /m/<handle> /pro/<handle> /desk/people/…
    path("notices/", include("dayroom.apps.notices.urls")),
    path("", include("dayroom.apps.library.urls")),  # /library/… /learn/… /services/… /news/…
    path("", include("dayroom.apps.outreach.urls")),  # /outreach/… /alerts/… /feedback/… /vacancies/… /feeds/…
    path("messages/", include("dayroom.apps.conversations.urls")),
    path("", include("dayroom.apps.audit.urls")),  # /desk/audit/…
    path("", include("dayroom.apps.moderation.urls")),  # /flag/… /cases/… /decisions/… /desk/cases/…
    path("privacy/", include("dayroom.apps.governance.urls")),
    path("", include("dayroom.demo.urls")),  # /demo: exists in demo mode only
    path("account/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
