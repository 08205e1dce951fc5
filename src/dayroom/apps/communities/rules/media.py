"""What a file is, by its first bytes."""

from dayroom.platform.media_types import MediaType, media_type_of

__all__ = ["MediaType", "media_type_of"]
