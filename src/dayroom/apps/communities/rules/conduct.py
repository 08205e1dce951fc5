"""What a professional says of a picture before it is shown. No queries, no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.translation import gettext_lazy as _

from dayroom.apps.people.vocabulary.authorizations import Scope
from dayroom.engines.guard.conduct import ImageShows
from dayroom.kernel.errors import Invalid

# what a professional can say that a picture shows
SHOWS = (
    (ImageShows.NO_PERSON.value, _("nobody")),
    (ImageShows.STAFF.value, _("people who work with us, and who agree")),
    (ImageShows.PERSON_AUTHORIZED.value, _("a patient who has signed for it")),
)
SHOWS_CODES = frozenset(code for code, _label in SHOWS)
_SCOPE_OF = {"IMAGE": Scope.IMAGE.value, "VIDEO": Scope.VIDEO.value}


class PictureUnsaid(Invalid):
    """Say what your picture shows before it goes out."""


def check_picture_said(shows: str, pictures: Sequence[tuple[str, bool]], *, edits: bool) -> None:
    """``pictures`` are (words for those who cannot see it, is decoration). Text and faces inside are not checked by
    the guard: the person who shows it answers for them."""
    if not pictures:
        return
    if shows not in SHOWS_CODES and not edits:
        raise PictureUnsaid(_("Say what your picture shows before it goes out: nobody, people who work with you, or a "
                              "patient who has signed for it. Text and faces inside a picture are not checked."))
    if any(not alt.strip() and not decorative for alt, decorative in pictures):
        raise PictureUnsaid(_("Add a few words that say what the picture shows, for people who cannot see it."))


def scopes_of(body: str, kinds: Collection[str]) -> frozenset[str]:
    """What of the patient is shown: words, and what hangs on them."""
    found = {_SCOPE_OF[kind] for kind in kinds if kind in _SCOPE_OF}
    return frozenset(found | ({Scope.TEXT.value} if body.strip() else set()))
