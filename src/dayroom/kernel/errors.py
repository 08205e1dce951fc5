"""The six ways in which something can go wrong, as a person meets them.

Each carries one sentence fit to be shown. It never carries a member's words.
"""

from __future__ import annotations

from collections.abc import Callable

# the kernel knows one language; a site puts its lazy translation here when it starts
translate: Callable[[str], object] = str


class DayroomError(Exception):
    """Something did not work."""

    status = 500

    def __init__(self, sentence: object = "") -> None:
        # lazy translations are kept lazy: the sentence is read in the reader's language, later
        self.sentence = sentence or translate((self.__doc__ or "").strip().splitlines()[0])
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        return str(self.sentence)


class Invalid(DayroomError):
    """That does not fit here."""

    status = 422


class TooLarge(Invalid):
    """That is too long."""

    status = 413


class WrongType(Invalid):
    """That kind of file cannot be used here."""

    status = 415


class Refused(DayroomError):
    """You cannot do this here."""

    status = 403


class TooMany(Refused):
    """That was a lot in a short time. Please wait a little."""

    status = 429

    def __init__(self, sentence: object = "", *, retry_after_seconds: int = 60) -> None:
        super().__init__(sentence)
        self.retry_after_seconds = retry_after_seconds


class NotFound(DayroomError):
    """This is not here, or it is not for you to see."""

    status = 404


class Conflict(DayroomError):
    """Somebody changed this in the meantime."""

    status = 409


class Unavailable(DayroomError):
    """This part is not working right now."""

    status = 503

    def __init__(self, sentence: object = "", *, permanent: bool = False) -> None:
        super().__init__(sentence)
        self.permanent = permanent
