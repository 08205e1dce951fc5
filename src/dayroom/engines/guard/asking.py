"""Ask only whether a pattern stands in a text, not where: a third of the time, and most answers are no.

pattern   a regular expression (RE2)
returns   Asked, whose `search` says yes or no

>>> Asked(r"\\bcat\\b").search("a cat"), Asked(r"\\bcat\\b").search("cats")
(True, False)
"""

from __future__ import annotations

import re2


class Asked:
    """See the module."""

    def __init__(self, pattern: str) -> None:
        self._set = re2.Set.SearchSet()
        self._set.Add(pattern)
        self._set.Compile()

    def search(self, text: str) -> bool:
        """Whether the pattern matches anywhere."""
        return self._set.Match(text) is not None
