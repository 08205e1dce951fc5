"""``dayroom``: one program for whoever runs the site, and for whoever only wants to check a text.

``dayroom check`` needs no database; everything else starts Django.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from dayroom.engines import guard

SENTENCES = {
    "demo": "make a demo site with made-up people and start it (--reset begins anew, --no-serve only makes it)",
    "serve": "start the pages (--port, --host, --workers)",
    "worker": "run jobs and what is due by the clock",
    "migrate": "make or update the database",
    "createowner": "make the first account of a new site",
    "check": "read texts and say what the guard finds (files, folders or -; --json, --jsonl, --sarif, --watch)",
    "match": "say which claims each text may speak of, and with which stance (--claims FILE --jsonl)",
    "extract": "say what treatment reports speak of, as suggestions (--jsonl; FILE or -)",
    "alarms": "read counts from a CSV file and say which are unusual (--detector NAME, --json, --svg FILE)",
    "embeddings": "fetch the sentence model that finds claims by meaning, or say whether it is there (install, status)",
    "import": "bring posts from a file into a community (import posts FILE)",
    "numbers": "count what people say of treatments now, instead of tonight; nothing under 11 people leaves",
    "backup": "write an encrypted copy of the site to a file",
    "restore": "read a copy back, and forget again whoever has been erased since",
    "reindex": "fill the search index anew from the posts",
    "doctor": "say what is not right with this site, in sentences",
    "keys": "rotate the encryption keys",
    "pushkeys": "print a new pair of keys for push messages to moderators on call",
}
EXIT_FOUND = 1  # check: something was found that the policy would not let pass
EXIT_MISUSE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    argv = list(sys.argv[1:] if arguments is None else arguments)
    if not argv or argv[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    name, rest = argv[0], argv[1:]
    if name == "check":
        return check(rest)
    if name == "match":
        return match(rest)
    if name == "alarms":
        return alarms(rest)
    if name == "extract":
        return extract(rest)
    if name == "embeddings":
        return embeddings(rest)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dayroom.config.settings")
    own = {"serve": serve, "worker": worker, "demo": demo}
    if name in own:
        return own[name](rest)
    return manage([name, *rest])


def usage() -> str:
    lines = [f"  dayroom {name:<12} {sentence}" for name, sentence in SENTENCES.items()]
    return "Dayroom, the health community that anyone can run themselves.\n\n" + "\n".join(lines)


def manage(argv: list[str]) -> int:
    """One of the site's own commands (or Django's)."""
    # Django costs a second to load: "check" must not pay for it
    from django.core.management import CommandError, execute_from_command_line

    from dayroom.config.env import BadSetting

    try:
        execute_from_command_line(["dayroom", *argv])
    except BadSetting as fault:
        print(fault, file=sys.stderr)
        return EXIT_MISUSE
    except CommandError as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


def check(argv: list[str]) -> int:
    """Read texts, print findings; exit 1 when something would be held or blocked."""
    from dayroom import checking  # printing is kept out of this file

    parser = argparse.ArgumentParser(
        prog="dayroom check", description=SENTENCES["check"], epilog=checking.meanings(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", nargs="+", help="text files, folders of them, or - for standard input")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--sarif", action="store_true", help="print SARIF 2.1.0, for editors and code hosts")
    form.add_argument("--jsonl", action="store_true", help="read and print one JSON object per line")
    parser.add_argument("--watch", action="store_true", help="look again whenever a file changes")
    parser.add_argument(
        "--fail-on", choices=["NUDGE", "HOLD", "BLOCK"], default="HOLD", help="from which decision on to exit with 1"
    )
    parser.add_argument("--packs", default="", help="rule packs by name or path, with commas; else all")
    parser.add_argument("--author", choices=[a.value for a in guard.Author], default="MEMBER", help="who writes")
    parser.add_argument(
        "--about", choices=[s.value for s in guard.Subject], default="UNKNOWN", dest="subject", help="about whom"
    )
    parser.add_argument("--place", choices=[p.value for p in guard.Place], default="PUBLIC", help="who would read it")
    parser.add_argument("--language", default="en", help="the language of the text")
    parser.add_argument("--country", default="US", help="whose telephone numbers and registers are meant")
    return _checked(parser.parse_args(argv))


def _checked(chosen: argparse.Namespace) -> int:
    from dayroom import checking  # printing is kept out of this file

    context = guard.Context(
        author=guard.Author(chosen.author),
        subject=guard.Subject(chosen.subject),
        place=guard.Place(chosen.place),
        language=chosen.language,
        country=chosen.country,
    )
    try:
        packs = guard.choose_packs([name for name in chosen.packs.split(",") if name])
    except guard.BrokenPack as fault:
        print(fault, file=sys.stderr)
        return EXIT_MISUSE
    wanted = "json" if chosen.json else "sarif" if chosen.sarif else "plain"
    asked = checking.Asked(chosen.file, context, packs, wanted, chosen.fail_on)
    if chosen.jsonl:
        return checking.check_stream(chosen.file[0], asked)
    return checking.watch(asked) if chosen.watch else checking.check_files(asked)


def match(argv: list[str]) -> int:
    """Match texts against claims; see dayroom.matching."""
    parser = argparse.ArgumentParser(prog="dayroom match", description=SENTENCES["match"])
    parser.add_argument(
        "file", nargs="?", default="-", help="texts as JSON lines with id and text; - is standard input"
    )
    parser.add_argument(
        "--claims", required=True, help="claims as JSON lines with claim_id, claim and, if wanted, title"
    )
    parser.add_argument("--jsonl", action="store_true", help="JSON lines in and out: the only form there is")
    parser.add_argument("--words-only", action="store_true", help="leave the sentence model alone: quicker, finds less")
    parser.add_argument(
        "--vectors", default="", help="a folder to keep the claims' vectors in; without it nothing is kept"
    )
    chosen = parser.parse_args(argv)
    from dayroom.matching import match_file  # arrays are loaded only where claims are matched

    return match_file(chosen.claims, chosen.file, by_words=chosen.words_only, vectors=chosen.vectors)


def extract(argv: list[str]) -> int:
    """Read treatment reports; see dayroom.extracting."""
    parser = argparse.ArgumentParser(prog="dayroom extract", description=SENTENCES["extract"])
    parser.add_argument(
        "file", nargs="?", default="-", help="reports as JSON lines with id and text; - is standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help="JSON lines in and out: the only form there is")
    chosen = parser.parse_args(argv)
    from dayroom.extracting import extract_file  # the weights are loaded only where reports are read

    return extract_file(chosen.file)


def alarms(argv: list[str]) -> int:
    """Judge counts; see dayroom.alarms."""
    from dayroom.alarms import main as judge_file  # arrays are loaded only where counts are judged

    return judge_file(argv)


def embeddings(argv: list[str]) -> int:
    """The sentence model; see dayroom.embeddings."""
    parser = argparse.ArgumentParser(prog="dayroom embeddings", description=SENTENCES["embeddings"])
    parser.add_argument("what", choices=["install", "status"], help="fetch it, or say whether it can be used")
    chosen = parser.parse_args(argv)
    from dayroom import embeddings as model

    return model.install() if chosen.what == "install" else model.status()


def serve(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dayroom serve", description=SENTENCES["serve"])
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; only this machine by default")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    parser.add_argument(
        "--workers", type=int, default=int(os.environ.get("DAYROOM_WORKERS", "2")), help="how many processes serve"
    )
    chosen = parser.parse_args(argv)
    os.environ.setdefault("DAYROOM_URL", f"http://{chosen.host}:{chosen.port}")
    _explain_settings()
    manage(["collectstatic", "--noinput", "--verbosity=0"])
    from granian import Granian  # loaded only by the process that serves
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "dayroom.config.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        workers=chosen.workers,
        blocking_threads=2,
        websockets=False,
        log_level=LogLevels.warning,
        backpressure=64,
        respawn_failed_workers=True,
    ).serve()
    return 0


def worker(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dayroom worker", description=SENTENCES["worker"])
    parser.add_argument("--once", action="store_true", help="do what waits, then stop")
    chosen = parser.parse_args(argv)
    _explain_settings()
    import django  # loaded only by the process that needs it

    django.setup()
    from dayroom.config.schedule import SCHEDULE
    from dayroom.platform.worker import DayroomWorker, settle

    settle()
    made = DayroomWorker(SCHEDULE)
    made.configure_signals()
    made.work(once=chosen.once)
    return 0


def demo(argv: list[str]) -> int:
    """Make the demo when it is not there, then start pages and worker together."""
    parser = argparse.ArgumentParser(prog="dayroom demo", description=SENTENCES["demo"])
    parser.add_argument("--reset", action="store_true", help="throw the demo away and make it anew")
    parser.add_argument("--no-serve", action="store_true", help="make it, do not start it")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; only this machine by default")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    chosen = parser.parse_args(argv)
    os.environ["DAYROOM_DEMO"] = "yes"
    os.environ["DAYROOM_URL"] = f"http://{chosen.host}:{chosen.port}"
    before = os.environ.get("DAYROOM_TASKS")
    os.environ["DAYROOM_TASKS"] = "off"  # two years of talk are not announced today
    code = manage(["load_demo", *(["--reset"] if chosen.reset else [])])
    os.environ.pop("DAYROOM_TASKS")
    if before is not None:
        os.environ["DAYROOM_TASKS"] = before
    if code or chosen.no_serve:
        return code
    return together(chosen.host, chosen.port)


def together(host: str, port: int) -> int:
    """Pages and worker as two processes; one Ctrl-C, or the end of either, stops both."""
    program = [sys.executable, "-m", "dayroom"]
    children = [
        subprocess.Popen([*program, "serve", "--host", host, "--port", str(port)], start_new_session=True),  # noqa: S603 - ourselves
        subprocess.Popen([*program, "worker"], start_new_session=True),  # noqa: S603 - ourselves
    ]
    stopping = False

    def stop(*_signal: object) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopping and all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=15)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if stopping else max(abs(child.returncode or 0) for child in children)


def _explain_settings() -> None:
    """Read the settings now, so that what is wrong with them is one sentence and not a traceback."""
    from django.conf import settings

    from dayroom.config.env import BadSetting
    from dayroom.config.safety import refuse_if_unsafe

    try:
        refuse_if_unsafe(settings)
    except BadSetting as fault:
        print(fault, file=sys.stderr)
        raise SystemExit(EXIT_MISUSE) from fault
