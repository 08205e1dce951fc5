"""A vacancy as JSON-LD (schema.org JobPosting), and its lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from dayroom.apps.outreach.models import Vacancy


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def job_posting(row: Vacancy) -> SafeString:
    """The block for search engines: data and no script, with every sign that could end it written another way."""
    told: dict[str, object] = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": row.title, "description": row.about_html,
        "datePosted": row.opened_on.isoformat() if row.opened_on else "", "validThrough": row.closes_on.isoformat(),
        "employmentType": row.hours, "hiringOrganization": {"@type": "Organization", "name": row.organisation},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": row.place}},
        "qualifications": "; ".join(lines(row.must)),
    }
    if row.remote:
        told["jobLocationType"] = "TELECOMMUTE"
    if row.pay_from is not None:
        told["baseSalary"] = {"@type": "MonetaryAmount", "currency": row.pay_currency, "value": {
            "@type": "QuantitativeValue", "minValue": row.pay_from, "maxValue": row.pay_to or row.pay_from,
            "unitText": row.pay_per,
        }}
    safe = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return mark_safe(f'<script type="application/ld+json">{safe}</script>')  # escaped just above


def pay_words(row: Vacancy) -> str:
    if row.pay_from is None:
        return ""
    upper = f"–{row.pay_to:,}" if row.pay_to else ""
    return escape(f"{row.pay_from:,}{upper} {row.pay_currency}")
