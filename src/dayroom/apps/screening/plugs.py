from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from dayroom.apps.screening.queries import unchecked
from dayroom.platform.ports import CHECKUPS


class HelplineCheckup:
    def sentences(self) -> Iterable[str]:
        waiting = unchecked(timezone.now().date())
        if waiting:
            yield (
                f"{len(waiting)} helpline number(s) were never checked here, or not for half a year. "
                "A steward finds them at /desk/helplines/."
            )


CHECKUPS.plug("helplines", HelplineCheckup())
