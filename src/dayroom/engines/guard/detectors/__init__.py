"""Detectors by the name a rule pack uses for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .aba import find_abas, find_sins
from .base import Detector, Hit
from .birth_date import find_birth_dates, find_great_ages
from .card import find_cards
from .dea import find_deas
from .device import find_device_numbers, find_imeis, find_vins
from .email import find_emails
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
from .nhs_number import find_nhs_numbers
from .npi import find_npis
from .phone import find_phones
from .ssn import find_itins, find_ssns
from .url import find_urls

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "aba": find_abas,
        "account_number": find_account_numbers,
        "birth_date": find_birth_dates,
        "card": find_cards,
        "credential": find_credentials,
        "dea": find_deas,
        "device_number": find_device_numbers,
        "email": find_emails,
        "great_age": find_great_ages,
        "iban": find_ibans,
        "imei": find_imeis,
        "ip_address": find_ip_addresses,
        "itin": find_itins,
        "licence_number": find_licence_numbers,
        "mbi": find_mbis,
        "nhs_number": find_nhs_numbers,
        "npi": find_npis,
        "phone": find_phones,
        "plan_number": find_plan_numbers,
        "record_number": find_record_numbers,
        "sin": find_sins,
        "ssn": find_ssns,
        "url": find_urls,
        "vin": find_vins,
    }
)
# Without a digit in the text these find nothing; asking first makes plain posts cheap.
NEED_DIGIT = frozenset(DETECTORS) - {"email", "url", "credential", "great_age", "ip_address"}

__all__ = ["DETECTORS", "NEED_DIGIT", "Detector", "Hit"]
