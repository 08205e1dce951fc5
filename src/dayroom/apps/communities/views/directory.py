"""Looking for a community."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dayroom.apps.communities.forms.communities import language_name
from dayroom.apps.communities.presenters import communities as words
from dayroom.apps.communities.queries.directory import Sought, directory_for
from dayroom.apps.communities.rules.membership import NETWORK_ROLES
from dayroom.apps.communities.views.who import reader_of
from dayroom.apps.communities.vocabulary import Visibility
from dayroom.platform import markup
from dayroom.platform.gates import open_to_all

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sought_in(request: HttpRequest) -> Sought:
    def given(name: str, most: int) -> str:
        return markup.clean_line(request.GET.get(name, "")[:most])

    return Sought(
        words=given("q", 120), condition=given("about", 60), language=given("language", 8),
        visibility=given("visibility", 7), mine=given("mine", 1) == "1" and request.user.is_authenticated,
        letter=given("letter", 1), after=given("after", 60),
    )


@open_to_all("the list of communities is for anyone; the query leaves out the private ones")
@require_safe
def community_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    reader = reader_of(request)
    sought = sought_in(request)
    found = directory_for(reader, sought)
    return render(request, "communities/directory.html", {
        "sought": sought, "cards": [words.card_words(card, now) for card in found.cards],
        "conditions": found.conditions, "languages": [(code, language_name(code)) for code in found.languages],
        "visibilities": Visibility.choices, "letters": LETTERS,
        "older_url": _link(request, found.last) if found.last else "",
        "newest_url": _link(request, "") if sought.after else "",
        "may_open": reader is not None and reader.has_role(*NETWORK_ROLES),
        "choices_made": sum(bool(x) for x in (sought.condition, sought.language, sought.visibility)),
    })


def _link(request: HttpRequest, after: str) -> str:
    """The same search, from another place in the list on."""
    query = {key: value for key, value in request.GET.items() if key != "after" and value}
    if after:
        query["after"] = after
    return f"?{urlencode(query)}"
