"""What can go wrong with what is listened for. No message carries words of a post."""

from __future__ import annotations

from collections.abc import Sequence

from dayroom.kernel.errors import Invalid, NotFound

from .sentences import Problem


class BrokenTopic(Invalid):
    """This topic cannot be used yet."""

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        super().__init__()
        # each is a whole sentence about what the analyst wrote; they can be shown one to a line
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return " ".join(map(str, self.problems)) or super().__str__()


class UnknownConcept(NotFound):
    """We do not know this code of a symptom, condition or drug."""


class UnknownPlace(NotFound):
    """We do not know this place."""


class BadCounting(Invalid):
    """These counts of phrases cannot be compared."""
