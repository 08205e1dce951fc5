"""Read the environment; a value that cannot be read explains itself."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """A setting that cannot be used; the sentence says which and why."""


def text(name: str, default: str = "") -> str:
    """NAME, or the content of the file that NAME_FILE names."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as fault:
            raise BadSetting(f"{name}_FILE names a file that cannot be read: {fault.strerror}.") from fault
    return os.environ.get(name, default)


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value in ("1", "yes", "true", "on"):
        return True
    if value in ("0", "no", "false", "off", ""):
        return False
    raise BadSetting(f"{name} must be yes or no.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as fault:
        raise BadSetting(f"{name} must be a whole number.") from fault


def words(name: str, default: str = "") -> list[str]:
    return [word for word in text(name, default).replace(",", " ").split() if word]


def database(url: str, data_dir: Path) -> dict[str, object]:
    """A Django database entry from DATABASE_URL; SQLite in the data folder when empty."""
    if not url:
        return sqlite(data_dir / "dayroom.sqlite3")
    scheme, _, rest = url.partition("://")
    if scheme == "sqlite":
        return sqlite(Path(rest))
    if scheme not in ("postgres", "postgresql"):
        raise BadSetting("DATABASE_URL must start with postgresql:// or sqlite://.")
    return postgres(url)


def sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # writers take the lock when they begin: no transaction fails half-way with "database is locked"
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # WAL: readers do not wait for writers. FULL: what a person was told is saved survives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000; "
                "PRAGMA secure_delete=ON; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


def postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "") or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }
