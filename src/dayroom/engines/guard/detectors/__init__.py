"""Detectors by the name a rule pack uses for them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from .base import Detector, Hit
from .email import find_emails
from .nhs_number import find_nhs_numbers
from .phone import find_phones
from .ssn import find_itins, find_ssns
from .url import find_urls

DETECTORS: Mapping[str, Detector] = MappingProxyType(
    {
        "email": find_emails,
        "itin": find_itins,
        "nhs_number": find_nhs_numbers,
        "phone": find_phones,
        "ssn": find_ssns,
        "url": find_urls,
    }
)

__all__ = ["DETECTORS", "Detector", "Hit"]
