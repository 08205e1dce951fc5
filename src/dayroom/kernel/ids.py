"""Random names for things that stand in addresses, exports and the API."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u, so it can be read aloud
PUBLIC_ID_LENGTH = 20  # 100 bits: cannot be guessed, fits a line of an e-mail


def new_public_id() -> str:
    """Draw a public id; nothing about the thing can be learned from it."""
    number = secrets.randbits(PUBLIC_ID_LENGTH * 5)
    return "".join(ALPHABET[(number >> (5 * i)) & 31] for i in range(PUBLIC_ID_LENGTH))


def is_public_id(text: str) -> bool:
    return len(text) == PUBLIC_ID_LENGTH and all(character in ALPHABET for character in text)
