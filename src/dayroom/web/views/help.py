"""Crisis help: static data, no database, no script, no account."""

from __future__ import annotations

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dayroom.apps.people.vocabulary import Role
from dayroom.apps.screening.actions import confirm_helpline
from dayroom.apps.screening.queries import Line, lines_for, unchecked
from dayroom.engines.guard.helplines import all_helplines
from dayroom.platform.gates import open_to_all, staff_only
from dayroom.web.countries import country_names


@open_to_all("crisis help is for everyone, always")
def help_now(request: HttpRequest) -> HttpResponse:
    code = request.GET.get("country", "").strip().upper()[:2] or settings.DEFAULT_COUNTRY
    names = country_names({line.country for line in all_helplines()})
    lines = lines_for(code)
    emergency = next((line for line in lines if line.helpline.kind == "emergency"), None)
    context = {
        "countries": [{"code": key, "name": name} for key, name in sorted(names.items(), key=lambda item: item[1])],
        "country": {"code": code, "name": names[code]} if code in names else None,
        "emergency": emergency
        and {
            "value": emergency.helpline.channels[0].value,
            "href": href("phone", emergency.helpline.channels[0].value),
            "checked_at": _day(emergency),
        },
        "lines": [_shown(line) for line in lines if line.helpline.kind != "emergency"],
    }
    response = render(request, "help_now/page.html", context)
    # the one page that may be kept: it should open again where the net does not reach
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


def href(kind: str, value: str) -> str:
    if kind in ("phone", "sms"):
        return f"{'tel' if kind == 'phone' else 'sms'}:{''.join(c for c in value if c.isdigit() or c == '+')}"
    return value if value.startswith("https://") else f"https://{value}"


def language_in_words(code: str) -> str:
    """A language by its name, in the language of the page; a code that Django does not know stays a code."""
    return str(_(LANG_INFO[code]["name"])) if "name" in LANG_INFO.get(code, {}) else code


def _day(line: Line) -> str:
    return date_format(line.checked_at, "DATE_FORMAT") if line.checked_at else ""


def _shown(line: Line) -> dict[str, object]:
    entry = line.helpline
    by = {"STEWARD": _("the people who run this site"), "SOURCE": entry.source}.get(line.checked_by, "")
    return {
        "name": _(entry.name),
        "channels": [(one.kind, one.value, href(one.kind, one.value)) for one in entry.channels],
        "hours": _(entry.hours),
        "languages": ", ".join(language_in_words(code) for code in entry.languages),
        "checked_at": _day(line),
        "checked_by": by,
    }


@staff_only(Role.STEWARD, Role.OWNER)
def helplines_desk(request: HttpRequest) -> HttpResponse:
    waiting = unchecked(timezone.now().date())
    return render(
        request,
        "help_now/desk.html",
        {
            "lines": [
                {"id": one.helpline.id, **_shown(one), "country": one.helpline.country, "source": one.helpline.source}
                for one in waiting
            ]
        },
    )


@require_POST
@staff_only(Role.STEWARD, Role.OWNER)
def helpline_confirm(request: HttpRequest, helpline_id: str) -> HttpResponse:
    confirm_helpline(by_id=request.user.pk, helpline_id=helpline_id, now=timezone.now())
    messages.success(request, _("Thank you. The page now says when it was checked."))
    return redirect("helplines-desk")
