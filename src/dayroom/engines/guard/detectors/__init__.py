"""Detectors by the name a rule pack uses for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..folding import Folded
from .aba import find_abas, find_sins
from .addresses import find_addresses, find_postal_codes
from .base import Detector, Hit
from .birth_date import find_birth_dates, find_great_ages
from .card import find_cards
from .dates import find_dates
from .dea import find_deas
from .device import find_device_numbers, find_imeis, find_vins
from .disguised import (
    find_disguised_cards,
    find_disguised_nhs_numbers,
    find_disguised_phones,
    find_disguised_records,
    find_disguised_ssns,
)
from .email import find_emails
from .european import find_european_ids, find_kvnrs
from .gates import OPEN
from .handles import find_handles
from .iban import find_ibans
from .ip_address import find_ip_addresses
from .labelled import (
    find_account_numbers,
    find_credentials,
    find_licence_numbers,
    find_plan_numbers,
    find_record_numbers,
)
from .mbi import find_mbis
from .names import find_ill_people, find_names
from .nhs_number import find_nhs_numbers
from .npi import find_npis
from .phone import find_faxes, find_phones
from .places import find_places
from .spanish import find_college_numbers, find_dnis, find_nass, find_spanish_records
from .spoken import find_spoken_numbers
from .ssn import find_itins, find_ssns
from .url import find_urls
from .vehicles import find_biometrics, find_plates

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "aba": find_abas,
        "account_number": find_account_numbers,
        "address": find_addresses,
        "biometric": find_biometrics,
        "birth_date": find_birth_dates,
        "card": find_cards,
        "college_number": find_college_numbers,
        "credential": find_credentials,
        "date": find_dates,
        "dea": find_deas,
        "device_number": find_device_numbers,
        "disguised_card": find_disguised_cards,
        "disguised_nhs_number": find_disguised_nhs_numbers,
        "disguised_phone": find_disguised_phones,
        "disguised_record": find_disguised_records,
        "disguised_ssn": find_disguised_ssns,
        "dni": find_dnis,
        "email": find_emails,
        "european_id": find_european_ids,
        "fax": find_faxes,
        "great_age": find_great_ages,
        "handle": find_handles,
        "iban": find_ibans,
        "imei": find_imeis,
        "ip_address": find_ip_addresses,
        "itin": find_itins,
        "kvnr": find_kvnrs,
        "licence_number": find_licence_numbers,
        "mbi": find_mbis,
        "name": find_names,
        "name_with_illness": find_ill_people,
        "nass": find_nass,
        "nhs_number": find_nhs_numbers,
        "npi": find_npis,
        "phone": find_phones,
        "place": find_places,
        "plan_number": find_plan_numbers,
        "plate": find_plates,
        "postal_code": find_postal_codes,
        "record_number": find_record_numbers,
        "sin": find_sins,
        "spanish_record": find_spanish_records,
        "spoken_number": find_spoken_numbers,
        "ssn": find_ssns,
        "url": find_urls,
        "vin": find_vins,
    }
)
# The gate each detector stands behind; one without a gate is asked about every text.
BEHIND: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(["aba", "card", "device_number", "itin", "nhs_number", "npi", "phone", "sin", "ssn"], "run"),
        **dict.fromkeys(["dni", "european_id"], "personal"),
        **dict.fromkeys(["account_number", "licence_number", "plan_number", "record_number"], "value"),
        **dict.fromkeys(["dea", "kvnr", "mbi"], "mixed"),
        **dict.fromkeys(
            [f"disguised_{kind}" for kind in ("card", "nhs_number", "phone", "record", "ssn")], "disguised"
        ),
        **dict.fromkeys(["birth_date", "date"], "date"),
        "address": "street",
        "biometric": "biometric",
        "college_number": "college",
        "credential": "secret",
        "email": "at",
        "fax": "fax",
        "great_age": "age",
        "handle": "handle",
        "iban": "iban",
        "imei": "imei",
        "ip_address": "quad",
        "nass": "nass",
        "plate": "plate",
        "postal_code": "postcode",
        "spanish_record": "record",
        "spoken_number": "fake",
        "url": "link",
        "vin": "vin",
    }
)


def open_gates(folded: Folded) -> list[str]:
    """The gates that a text opens: only a detector behind one of them, or behind none, may find something in it."""
    return OPEN.open_in(folded)


__all__ = ["BEHIND", "DETECTORS", "Detector", "Hit", "open_gates"]
