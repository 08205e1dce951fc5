"""What a file is, by its first bytes. Names and declared types are only what somebody says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaType:
    kind: str  # IMAGE, VIDEO, AUDIO
    media_type: str
    suffix: str


IMAGES = {
    b"\xff\xd8\xff": MediaType("IMAGE", "image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": MediaType("IMAGE", "image/png", ".png"),
    b"GIF87a": MediaType("IMAGE", "image/gif", ".gif"),
    b"GIF89a": MediaType("IMAGE", "image/gif", ".gif"),
}
MP4_VIDEO = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
MP4_AUDIO = {b"M4A ", b"M4B "}


def media_type_of(head: bytes) -> MediaType | None:
    """The type of a file that begins with these bytes, or None for everything that is not kept: SVG, HTML, PDF, …

    >>> media_type_of(b"GIF89a" + bytes(20)).media_type
    'image/gif'
    >>> media_type_of(b"<svg xmlns=")
    """
    for start, found in IMAGES.items():
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediaType("IMAGE", "image/webp", ".webp")
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in MP4_AUDIO:
            return MediaType("AUDIO", "audio/mp4", ".m4a")
        return MediaType("VIDEO", "video/mp4", ".mp4") if brand in MP4_VIDEO else None
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return MediaType("VIDEO", "video/webm", ".webm") if b"webm" in head else None
    if head.startswith(b"OggS"):
        return MediaType("AUDIO", "audio/ogg", ".ogg")
    if head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2):
        return MediaType("AUDIO", "audio/mpeg", ".mp3")
    return None
