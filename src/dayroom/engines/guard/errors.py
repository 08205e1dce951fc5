"""What can go wrong in the guard. No message ever carries a word of the text."""

from __future__ import annotations

from dayroom.kernel.errors import DayroomError, Invalid, TooLarge


class TextTooLong(TooLarge):
    """This text is too long to check. Please make it shorter or post it in parts."""


class NotText(Invalid):
    """This does not look like readable text."""


class BrokenPack(DayroomError):
    """A rule pack cannot be used: the sentence names the pack and the line."""

    def __init__(self, pack: str, line: int | None, problem: str) -> None:
        where = f"{pack}, line {line}" if line else pack
        super().__init__(f"Rule pack {where}: {problem}")
        self.pack = pack
        self.line = line
        self.problem = problem
