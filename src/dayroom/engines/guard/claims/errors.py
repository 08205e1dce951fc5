"""What can go wrong with claims. A message names the file, the row and the field, never what a member wrote."""

from __future__ import annotations

from dayroom.kernel.errors import DayroomError


class BrokenClaim(DayroomError):
    """A fact check cannot be read: the sentence names the file, the row and the field."""

    def __init__(self, where: str, row: int | None, field: str, problem: str) -> None:
        place = f"{where}, row {row}" if row else where
        super().__init__(f"{place}, {field}: {problem}" if field else f"{place}: {problem}")
        self.where = where
        self.row = row
        self.field = field
        self.problem = problem


class NoEmbeddings(DayroomError):
    """The sentence model is not installed: claims are matched by words. `dayroom embeddings install` fetches it."""

    status = 503
