"""Names of countries in the reader's language, for the places we have numbers for."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

NAMES = {
    "US": _("United States"), "GB": _("United Kingdom"), "IE": _("Ireland"), "CA": _("Canada"), "AU": _("Australia"),
    "NZ": _("New Zealand"), "IN": _("India"), "MX": _("Mexico"), "ES": _("Spain"), "AR": _("Argentina"),
    "CO": _("Colombia"), "CL": _("Chile"), "PE": _("Peru"), "DE": _("Germany"), "FR": _("France"), "IT": _("Italy"),
    "PT": _("Portugal"), "NL": _("Netherlands"), "BE": _("Belgium"), "AT": _("Austria"), "CH": _("Switzerland"),
    "SE": _("Sweden"), "NO": _("Norway"), "DK": _("Denmark"), "FI": _("Finland"), "PL": _("Poland"),
    "ZA": _("South Africa"), "JP": _("Japan"), "BR": _("Brazil"), "NG": _("Nigeria"), "KE": _("Kenya"),
    "EU": _("European Union"),
}


def country_names(codes: Collection[str]) -> dict[str, str]:
    return {code: str(NAMES[code]) for code in codes if code in NAMES}
