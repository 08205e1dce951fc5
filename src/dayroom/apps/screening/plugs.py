from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dayroom.apps.screening.actions.labels import forget_member
from dayroom.apps.screening.queries import asked_by, expired, reads_meaning, shown_to, state_counts, unchecked
from dayroom.platform.ports import CHECKUPS, PERSONAL_DATA


class HelplineCheckup:
    def sentences(self) -> Iterable[str]:
        waiting = unchecked(timezone.now().date())
        if waiting:
            yield (
                f"{len(waiting)} helpline number(s) were never checked here, or not for half a year. "
                "A steward finds them at /desk/helplines/."
            )


class FactCheckCheckup:
    def sentences(self) -> Iterable[str]:
        waiting = state_counts().get("UNVERIFIED", 0)
        if waiting:
            yield (
                f"{waiting} fact check(s) wait to be accepted and label nothing. "
                "A steward finds them at /desk/fact-checks/."
            )
        late = expired(timezone.now().date()).count()
        if late:
            yield f"{late} accepted fact check(s) are past their review day and label nothing."
        if not reads_meaning():
            yield (
                "Posts are compared with fact checks by their words only. `dayroom embeddings install` fetches the "
                "sentence model; the worker then makes its vectors."
            )


class ScreeningData:
    """What is kept here about a member: which fact checks they were shown, and what they asked about."""

    title = _("Fact checks you were shown, and what you asked about")

    def export(self, member_id: int) -> Iterable[tuple[str, list[dict[str, object]]]]:
        yield "fact checks shown", shown_to(member_id)
        yield "asked whether it is true", asked_by(member_id)

    def files(self, member_id: int) -> Iterable[tuple[str, str]]:
        return ()

    def erase(self, member_id: int) -> None:
        forget_member(member_id)


CHECKUPS.plug("helplines", HelplineCheckup())
CHECKUPS.plug("fact checks", FactCheckCheckup())
PERSONAL_DATA.plug("screening", ScreeningData())
