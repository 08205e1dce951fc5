"""Which kinds of sources there are, and what an operator should see to."""

from __future__ import annotations

from collections.abc import Iterable

from dayroom.apps.listening.adapters.cap import CapConnector
from dayroom.apps.listening.adapters.feeds import FeedConnector
from dayroom.apps.listening.adapters.files import FileConnector
from dayroom.apps.listening.adapters.mastodon import MastodonConnector
from dayroom.apps.listening.adapters.own import OwnConnector
from dayroom.apps.listening.adapters.trends import TrendsConnector
from dayroom.apps.listening.ports import CONNECTORS
from dayroom.apps.listening.queries.sources import failing_sources
from dayroom.apps.listening.vocabulary import SourceKind
from dayroom.platform.ports import CHECKUPS


class SourcesCheckup:
    def sentences(self) -> Iterable[str]:
        failing = failing_sources()
        if failing:
            yield (f"{failing} source(s) of listening could not be read three times or more. "
                   "The desk says why at /desk/listening/sources/.")  # fmt: skip


CONNECTORS.plug(SourceKind.FEED, FeedConnector())
CONNECTORS.plug(SourceKind.MASTODON, MastodonConnector())
CONNECTORS.plug(SourceKind.TRENDS, TrendsConnector())
CONNECTORS.plug(SourceKind.FILE, FileConnector())
CONNECTORS.plug(SourceKind.CAP, CapConnector())
CONNECTORS.plug(SourceKind.OWN, OwnConnector())
CHECKUPS.plug("listening-sources", SourcesCheckup())
