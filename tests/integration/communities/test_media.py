"""Files: what is taken, what is left behind, who gets to see them."""

from __future__ import annotations

import struct
import zlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from dayroom.apps.communities.actions.drafts import sweep_drafts
from dayroom.apps.communities.actions.erasing import erase_words
from dayroom.apps.communities.actions.files import path_of
from dayroom.apps.communities.models import Attachment, Post
from dayroom.apps.communities.vocabulary import Visibility
from dayroom.apps.people.vocabulary import TrustLevel
from dayroom.platform.ports import PERSONAL_DATA
from tests import cast
from tests.integration.communities.talk import client_of, joined, later, opened, room, said

pytestmark = pytest.mark.django_db
SECRET = b"Riverside Street 12"


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **save: object) -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()  # ImageDescription
    exif[0x0110] = "A camera"
    gps = exif.get_ifd(0x8825)
    gps[1] = "N"
    Image.new("RGB", size, (200, 120, 40)).save(out, kind, exif=exif, **save)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a wall of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.fixture
def place():
    return room()


@pytest.fixture
def carl(place):
    return joined(cast.carl(), place)


@pytest.fixture
def topic(place):
    return opened(joined(cast.ann(), place), place)


def send(member, topic, content: bytes, name: str = "photo.jpg", **fields: object):
    upload = SimpleUploadedFile(name, content, content_type="image/jpeg")
    return client_of(member).post(
        f"/t/{topic.public_id}/reply", {"body": "Look.", "file": upload, "alt": "A lamp.", **fields}
    )


def test_a_picture_is_drawn_anew_and_nothing_of_the_camera_stays(topic, carl) -> None:
    content = photo()
    assert SECRET in content
    assert send(carl, topic, content).status_code == 302
    row = Attachment.objects.get()
    kept = path_of(row.file_name).read_bytes()
    assert SECRET not in kept
    assert not dict(Image.open(BytesIO(kept)).getexif())
    assert (row.width, row.height, row.media_type, row.alt) == (60, 40, "image/jpeg", "A lamp.")
    assert row.public_id not in row.file_name
    page = client_of().get(f"/t/{topic.public_id}/").content.decode()
    assert f'<img src="/media/{row.public_id}" alt="A lamp." width="60" height="40"' in page


def test_what_is_hidden_behind_the_end_of_a_picture_stays_behind(topic, carl) -> None:
    send(carl, topic, photo() + b"<script>alert(1)</script>" + SECRET)
    assert b"script" not in path_of(Attachment.objects.get().file_name).read_bytes()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_other_pictures_are_taken_too(topic, carl, kind: str) -> None:
    out = BytesIO()
    Image.new("RGBA" if kind != "GIF" else "P", (20, 20)).save(out, kind)
    assert send(carl, topic, out.getvalue()).status_code == 302


def test_a_large_picture_is_made_smaller(topic, carl) -> None:
    send(carl, topic, photo(size=(3000, 1500)))
    row = Attachment.objects.get()
    assert (row.width, row.height) == (2400, 1200)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><p>hello",
        b"%PDF-1.7",
        b"MZ\x90\x00",
        b"",
        b"PK\x03\x04",
        b"\x00" * 64,
    ],
)
def test_what_is_no_picture_video_or_sound_is_refused_by_its_bytes(topic, carl, content: bytes) -> None:
    answer = send(carl, topic, content or b" ", name="photo.jpg")
    assert answer.status_code == 415
    assert "Look.</textarea>" in answer.content.decode()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff" + b"\x00" * 200, b"\x89PNG\r\n\x1a\n" + b"\x01" * 50, b"GIF89a" + b"\xff" * 9, photo()[:80]],
)
def test_a_damaged_picture_is_refused_kindly(topic, carl, content: bytes) -> None:
    answer = send(carl, topic, content)
    assert answer.status_code == 415
    assert "could not be read" in answer.content.decode()


def test_a_bomb_does_not_go_off(topic, carl) -> None:
    assert send(carl, topic, png_that_claims(50_000, 50_000)).status_code == 413
    assert send(carl, topic, png_that_claims(8_000, 8_000)).status_code == 413


def test_a_picture_of_too_many_bytes_is_refused(topic, carl) -> None:
    assert send(carl, topic, photo() + b"\0" * (10 * 1024 * 1024)).status_code == 413


def test_a_picture_needs_words_for_those_who_cannot_see_it(topic, carl) -> None:
    answer = send(carl, topic, photo(), alt="")
    assert answer.status_code == 422
    assert "what the picture shows" in answer.content.decode()
    assert send(carl, topic, photo(), alt="", decorative="1").status_code == 302


def test_a_newcomer_adds_one_file_to_a_post(topic, place) -> None:
    new = joined(cast.member("newcomer", trust_level=TrustLevel.NEW), place)
    client = client_of(new)
    upload = {"body": "Look.", "alt": "One.", "do": "attach", "file": SimpleUploadedFile("a.jpg", photo())}
    page = client.post(f"/t/{topic.public_id}/reply", upload)
    first = Attachment.objects.get()
    assert f'value="{first.public_id}" checked' in page.content.decode()
    again = {**upload, "file": SimpleUploadedFile("b.jpg", photo()), "attachment": first.public_id}
    assert client.post(f"/t/{topic.public_id}/reply", again).status_code == 422


def test_a_file_added_first_goes_with_the_post_sent_later(topic, carl) -> None:
    client = client_of(carl)
    client.post(
        f"/t/{topic.public_id}/reply",
        {"body": "Look.", "alt": "A lamp.", "do": "attach", "file": SimpleUploadedFile("a.jpg", photo())},
    )
    row = Attachment.objects.get()
    assert client_of().get(f"/media/{row.public_id}").status_code == 404
    assert client.get(f"/media/{row.public_id}").status_code == 200
    client.post(f"/t/{topic.public_id}/reply", {"body": "Look.", "attachment": row.public_id})
    row.refresh_from_db()
    assert row.post == Post.objects.get(position=2)


def test_files_wait_with_the_words_and_go_with_them(topic, carl, django_capture_on_commit_callbacks) -> None:
    client, form = client_of(carl), {"body": "Look.", "alt": "A lamp.", "do": "attach"}
    client.post(f"/t/{topic.public_id}/reply", {**form, "file": SimpleUploadedFile("a.jpg", photo())})
    row = Attachment.objects.get()
    place = f"topic:{topic.public_id}"
    client.post(f"/drafts/{place}", {"body": "Look again."})  # as one writes on, without the files
    page = client.get(f"/t/{topic.public_id}/").content.decode()
    assert f'value="{row.public_id}" checked' in page
    assert "1 file" in client.get("/me/drafts").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/drafts/{place}/discard")
    assert not Attachment.objects.exists()
    assert not path_of(row.file_name).exists()


def test_files_come_along_through_the_sign_in(topic, carl) -> None:
    upload = {"body": "Look.", "alt": "A lamp.", "do": "attach", "file": SimpleUploadedFile("a.jpg", photo())}
    client_of(carl).post(f"/t/{topic.public_id}/reply", upload)
    row, client = Attachment.objects.get(), client_of()
    Attachment.objects.update(draft=None)
    kept = {"kept_path": f"/t/{topic.public_id}/reply", "body": "Look.", "attachment": row.public_id}
    client.post("/compose/keep", kept)
    client.force_login(carl, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/compose/kept")
    assert f'value="{row.public_id}" checked' in client.get(f"/t/{topic.public_id}/").content.decode()


def test_what_nobody_comes_back_to_is_swept(topic, carl, django_capture_on_commit_callbacks) -> None:
    upload = {"body": "Look.", "alt": "A lamp.", "do": "attach", "file": SimpleUploadedFile("a.jpg", photo())}
    client_of(carl).post(f"/t/{topic.public_id}/reply", upload)
    assert sweep_drafts(timezone.now() + timedelta(days=100)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_drafts(timezone.now() + timedelta(days=200)) == 1
    assert not Attachment.objects.exists()


def test_somebody_elses_waiting_file_is_not_taken(topic, carl, place) -> None:
    other = joined(cast.mo(), place)
    client_of(other).post(
        f"/t/{topic.public_id}/reply",
        {"body": "x", "alt": "A lamp.", "do": "attach", "file": SimpleUploadedFile("a.jpg", photo())},
    )
    row = Attachment.objects.get()
    client_of(carl).post(f"/t/{topic.public_id}/reply", {"body": "Mine now.", "attachment": row.public_id})
    row.refresh_from_db()
    assert row.post is None


def test_a_file_of_an_anonymous_post_does_not_say_whose_it_is(topic, carl) -> None:
    send(carl, topic, photo(), anonymous="1")
    assert Attachment.objects.get().uploader is None


def test_a_file_is_served_so_that_it_can_do_nothing(topic, carl) -> None:
    send(carl, topic, photo())
    answer = client_of().get(f"/media/{Attachment.objects.get().public_id}")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline; filename=")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    answer.close()


def test_files_of_a_private_place_are_absent_for_others(carl) -> None:
    quiet = room("quiet", visibility=Visibility.PRIVATE)
    topic = opened(joined(cast.mo(), quiet), quiet)
    joined(carl, quiet)
    send(carl, topic, photo())
    address = f"/media/{Attachment.objects.get().public_id}"
    assert [client_of(who).get(address).status_code for who in (None, cast.ivo(), carl)] == [404, 404, 200]


def test_a_file_leaves_with_the_post_that_is_taken_back(topic, carl) -> None:
    send(carl, topic, photo())
    post, row = Post.objects.get(position=2), Attachment.objects.get()
    client_of(carl).post(f"/p/{post.public_id}/withdraw")
    assert client_of().get(f"/media/{row.public_id}").status_code == 404


VIDEO = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(range(256)) * 8


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (VIDEO, "video/mp4"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + b"\0" * 50, "video/webm"),
        (b"OggS\x00\x02" + b"\0" * 60, "audio/ogg"),
        (b"ID3\x04" + b"\0" * 60, "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + b"\0" * 60, "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00" + b"\0" * 50, "audio/mp4"),
    ],
)
def test_video_and_sound_are_known_by_their_bytes(topic, carl, content: bytes, media_type: str) -> None:
    assert send(carl, topic, content, transcript="She says hello.").status_code == 302
    assert Attachment.objects.get().media_type == media_type
    assert "She says hello." in client_of().get(f"/t/{topic.public_id}/").content.decode()


def test_video_without_a_transcript_or_captions_is_asked_for_one(topic, carl) -> None:
    answer = send(carl, topic, VIDEO)
    assert answer.status_code == 422
    assert "write down what is said" in answer.content.decode()
    assert send(carl, topic, VIDEO, captions="1\n00:00 hello").status_code == 422
    assert send(carl, topic, VIDEO, captions="WEBVTT\n\n00:00.000 --> 00:02.000\nHello").status_code == 302


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, None),
        ("bytes=-5", -5, None),
        ("bytes=0-999999", 0, None),
    ],
)
def test_a_player_gets_the_part_it_asks_for(topic, carl, asked: str, start: int, end: int | None) -> None:
    send(carl, topic, VIDEO, transcript="Hello.")
    answer = client_of().get(f"/media/{Attachment.objects.get().public_id}", headers={"Range": asked})
    got = b"".join(answer.streaming_content)
    assert answer.status_code == 206
    assert got == VIDEO[start : None if end is None else end + 1]
    assert int(answer["Content-Length"]) == len(got)


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=9-3", "bytes=-0", "bytes=-"])
def test_a_part_that_does_not_exist_is_416(topic, carl, asked: str) -> None:
    send(carl, topic, VIDEO, transcript="Hello.")
    answer = client_of().get(f"/media/{Attachment.objects.get().public_id}", headers={"Range": asked})
    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{len(VIDEO)}"


def test_captions_come_as_captions(topic, carl) -> None:
    send(carl, topic, VIDEO, captions="WEBVTT\n\n00:00.000 --> 00:02.000\nHello")
    row = Attachment.objects.get()
    assert client_of().get(f"/media/{row.public_id}/captions")["Content-Type"].startswith("text/vtt")
    assert f'src="/media/{row.public_id}/captions"' in client_of().get(f"/t/{topic.public_id}/").content.decode()


def test_files_are_in_the_members_copy_and_leave_with_the_member(
    topic, carl, django_capture_on_commit_callbacks
) -> None:
    send(carl, topic, photo())
    ((name, stored),) = PERSONAL_DATA["communities"].files(carl.pk)
    assert name.startswith("files/")
    assert path_of(Attachment.objects.get().file_name).is_file()
    with django_capture_on_commit_callbacks(execute=True):
        erase_words(carl.pk, now=later(days=1))
    assert not Attachment.objects.exists()
    assert not Path(stored).exists()


def test_an_absent_file_is_absent(topic, carl) -> None:
    send(carl, topic, photo())
    row = Attachment.objects.get()
    path_of(row.file_name).unlink()
    assert client_of().get(f"/media/{row.public_id}").status_code == 404
    assert client_of().get("/media/..%2f..%2fetc").status_code == 404
    assert said(carl, topic).position == 3
