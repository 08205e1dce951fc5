"""Files of anything: tables, JSON lines, Parquet. They are brought, not fetched."""

from __future__ import annotations

from datetime import datetime

from dayroom.apps.listening.rules.files import check_how, how_of
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.apps.listening.vocabulary.posts import Cursor, Pull, SourceFacts


class FileConnector:
    label = SourceKind.FILE.label

    def check(self, source: SourceFacts) -> None:
        """What its columns are is asked with the first file."""
        how = how_of(source.settings)
        if how is not None:
            check_how(how)

    def pull(self, source: SourceFacts, cursor: Cursor, now: datetime) -> Pull:
        return Pull(cursor=cursor)
