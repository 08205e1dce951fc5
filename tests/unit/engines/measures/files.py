"""Made exports, as phones and other programs write them."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation)*)>
<!ATTLIST Record type CDATA #REQUIRED
  unit CDATA #IMPLIED
]>
<HealthData locale="en_US">
 <ExportDate value="2026-11-20 10:00:00 +0000"/>
"""


def record(
    value: object, kind: str = "HeartRate", unit: str = "count/min", minute: int = 0, source: str = "Watch", **more: str
) -> bytes:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    when = at.strftime("%Y-%m-%d %H:%M:%S +0000")
    fields = {
        "type": f"HKQuantityTypeIdentifier{kind}",
        "sourceName": source,
        "unit": unit,
        "startDate": when,
        "endDate": when,
        "value": str(value),
    } | more
    return (" <Record " + " ".join(f'{name}="{text}"' for name, text in fields.items()) + "/>\n").encode()


def export(*records: bytes) -> io.BytesIO:
    return io.BytesIO(HEAD + b"".join(records) + b"</HealthData>\n")


def packed(file: io.BytesIO, name: str = "apple_health_export/export.xml") -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("apple_health_export/export_cda.xml", "<x>" + "y" * 10**6 + "</x>")
        box.writestr(name, file.getvalue())
    made.seek(0)
    return made
