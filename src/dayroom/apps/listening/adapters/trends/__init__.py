"""Search interest: the export of Google Trends, brought as a file. No service is asked."""

from __future__ import annotations

from dayroom.apps.listening.adapters.files import FileConnector
from dayroom.apps.listening.vocabulary import SourceKind


class TrendsConnector(FileConnector):
    label = SourceKind.TRENDS.label
