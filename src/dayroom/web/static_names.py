"""Names of static files: hashed where they were collected, plain in a checkout."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    # a file that nobody collected keeps its plain name instead of breaking the page
    manifest_strict = False

    def url(self, name: str, force: bool = False) -> str:
        if name not in self.hashed_files and not self.hashed_files:
            return self.base_url + name  # type: ignore[operator]  # always a string by settings
        return super().url(name, force)
