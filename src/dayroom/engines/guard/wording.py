"""What stands in place of a masked value: one wording per class, whatever the length of the value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

MASK_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "EMAIL": "e-mail address",
        "PHONE": "phone number",
        "URL": "web address",
        "IP_ADDRESS": "network address",
        "CARD": "card number",
        "IBAN": "bank account",
        "ABA": "bank number",
        "ACCOUNT_NUMBER": "account number",
        "CREDENTIAL": "password",
        "SSN": "social security number",
        "ITIN": "tax number",
        "MBI": "medicare number",
        "PLAN_NUMBER": "plan number",
        "NPI": "provider number",
        "DEA": "prescriber number",
        "NHS_NUMBER": "health service number",
        "SIN": "social insurance number",
        "RECORD_NUMBER": "record number",
        "LICENCE_NUMBER": "licence number",
        "DATE_OF_BIRTH": "date of birth",
        "AGE_OVER_89": "age",
        "NAME": "name",
        "PLACE": "place",
        "ADDRESS": "address",
        "POSTAL_CODE": "postal code",
        "DATE": "date",
        "HANDLE": "handle",
        "PLATE": "number plate",
        "BIOMETRIC": "biometric number",
        "FAX": "fax number",
        "NATIONAL_ID": "identity number",
        "IMEI": "device number",
        "DEVICE_NUMBER": "device number",
        "VIN": "vehicle number",
        "METHOD": "method",
        "ED_NUMBER": "number",
        "CARE_CONFIRMATION": "detail of care",
    }
)


def mask_for(klass: str) -> str:
    """The words that replace a value of this class, for people: "[phone number removed]"."""
    return f"[{MASK_WORDS.get(klass, 'detail')} removed]"


def label_for(klass: str) -> str:
    """The words that replace a value of this class, for machines: "[PHONE]"."""
    return f"[{klass}]"


# Only our own wording: a person's sentence in brackets must be read like any other.
MASKED = re.compile(
    r"\[(?:(?:"
    + "|".join(sorted({re.escape(word) for word in MASK_WORDS.values()} | {"detail"}))
    + r") removed|"
    + "|".join(sorted(MASK_WORDS))
    + r")\]"
)
