"""What can go wrong with what is listened for. No message carries words of a post."""

from __future__ import annotations

from collections.abc import Sequence

from dayroom.kernel.errors import Invalid, NotFound


class BrokenTopic(Invalid):
    """This topic cannot be used yet."""

    def __init__(self, problems: Sequence[str] = ()) -> None:
        # each problem is a whole sentence about what the analyst wrote; they can be shown one to a line
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


class UnknownConcept(NotFound):
    """We do not know this code of a symptom, condition or drug."""


class UnknownPlace(NotFound):
    """We do not know this place."""


class BadCounting(Invalid):
    """These counts of phrases cannot be compared."""
