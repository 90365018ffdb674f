"""Reading of ID cards: ours against plain RapidOCR and plain pytesseract, on the same pictures in the same run.

Prints a table of what was read exactly and of median processor times: of all threads, and of processes started (plain
pytesseract starts one a picture), so that a machine busy with other things measures the same. The peers see the whole
frame as a caller of their one-line API would give it to them; their text is searched for the printed labels in any
order of lines. They are slow: `--peers N` shows them the first N people's pictures, and times are compared over those
alone.

`--held-out` takes people, names and cards of seeds that were written here before anything was measured on them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2

from bench.cards import Person, Picture, draw_back, draw_front, random_person
from bench.scenes import CONDITIONS, photograph
from kiosk.identity.documents import read_document
from kiosk.identity.engines import engine_named
from kiosk.identity.reading import SURE

TRIED = 7000
"""People from this seed on were looked at while rules were written."""
HELD_OUT = 2611240000
"""Committed before the first run with it; never looked at to change a rule."""

WIDE = 1280

FRONT = ("name", "sex", "ethnicity", "birth_date", "address", "id_number")
SHOWN = ("id_number", "name", "address")
BACK = ("issuer", "valid_from", "valid_to")
Reader = Callable[[Picture], dict[str, tuple[str, float]]]


@dataclass
class Score:
    fields: tuple[str, ...] = FRONT
    pictures: int = 0
    exact: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    sure: int = 0
    sure_wrong: int = 0
    whole_by_condition: dict[str, list[int]] = field(default_factory=dict)
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, condition: str, person: Person, read: dict[str, tuple[str, float]], milliseconds: float) -> None:
        truth = person.front() | person.back()
        right = {name: read.get(name, ("", 0.0))[0] == truth[name] for name in self.fields}
        sure = [name for name in right if read.get(name, ("", 0.0))[1] >= SURE]
        self.pictures += 1
        self.whole += all(right.values())
        self.whole_by_condition.setdefault(condition, []).append(all(right.values()))
        self.sure += len(sure)
        self.sure_wrong += sum(not right[name] for name in sure)
        self.milliseconds.append(milliseconds)
        for name in self.fields:
            self.exact[name] += right[name]
            if not right[name]:
                value, confidence = read.get(name, ("", 0.0))
                self.wrong.append(f"{condition}: {name} {truth[name]} read as {value or '–'} ({confidence:.2f})")


def ours_with(name: str) -> Callable[[], Reader]:
    """Our pipeline with another engine behind the seam."""

    def ready() -> Reader:
        engine = engine_named(name)

        def read(picture: Picture) -> dict[str, tuple[str, float]]:
            reading = read_document(picture, engine)
            return {name: (f.value, f.confidence) for name, f in reading.fields.items()}

        return read

    return ready


def plain_rapidocr() -> Reader:
    from rapidocr import RapidOCR

    engine: Any = RapidOCR(params={"Global.log_level": "critical"})

    def read(picture: Picture) -> dict[str, tuple[str, float]]:
        found = engine(picture)
        return fields_of_text("\n".join(found.txts or ()))

    return read


def plain_pytesseract() -> Reader:
    import pytesseract

    def read(picture: Picture) -> dict[str, tuple[str, float]]:
        text = pytesseract.image_to_string(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB), lang="chi_sim")
        return fields_of_text(str(text))

    return read


def fields_of_text(text: str) -> dict[str, tuple[str, float]]:
    """A card's fields from its text as plain lines. Peers give no field's confidence here: 0."""
    joined = re.sub(r"\s", "", text)
    found: dict[str, tuple[str, float]] = {}
    for name, pattern in (
        ("name", r"姓名(.+?)(?=性别|民族|男|女|出生|住址)"),
        ("sex", r"性别([男女])"),
        ("ethnicity", r"民族(.+?)(?=出生|住址|性别|姓名|[0-9])"),
        ("address", r"住址(.+?)(?=公民|身份|[0-9]{17})"),
        ("id_number", r"([0-9]{17}[0-9X])"),
        ("issuer", r"签发机关(.+?)(?=有效|[0-9]{4})"),
    ):
        match = re.search(pattern, joined)
        if match:
            found[name] = (match.group(1), 0.0)
    birth = re.search(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日?", joined)
    if birth:
        year, month, day = birth.groups()
        found["birth_date"] = (f"{year}-{int(month):02}-{int(day):02}", 0.0)
    period = re.search(r"([0-9]{4}[.][0-9]{2}[.][0-9]{2})[-—一]+([0-9]{4}[.][0-9]{2}[.][0-9]{2}|长期)", joined)
    if period:
        found["valid_from"], found["valid_to"] = ((part.replace(".", "-"), 0.0) for part in period.groups())
    return found


READERS: dict[str, Callable[[], Reader]] = {
    "ours": ours_with("rapidocr"),
    "rapidocr": plain_rapidocr,
    "pytesseract": plain_pytesseract,
    "ours with pytesseract": ours_with("pytesseract"),
    "ours with tesserocr": ours_with("tesserocr"),
}
PLAIN = ("ours", "rapidocr", "pytesseract")


def run(
    people: range,
    conditions: list[str],
    readers: list[str],
    seed: int,
    peers: int,
    *,
    held_out: bool,
    back: bool,
    wide: int,
) -> dict[str, Score]:
    """Read every picture with each reader in turn, so that a busy machine slows all alike."""
    ready = {name: READERS[name]() for name in readers}
    scores = {name: Score(BACK if back else FRONT) for name in readers}
    rng = random.Random(seed)
    total, done = len(people) * len(conditions), 0
    for i in range(people.stop):
        person = random_person(rng, held_out=held_out)
        if i not in people:
            continue
        card = (draw_back if back else draw_front)(person, seed + i, max(14.0, 14.0 * wide / WIDE))
        for condition in conditions:
            picture = photograph(card, CONDITIONS[condition], seed + i, (wide, wide * 3 // 4))
            if done == 0:
                for read in ready.values():
                    read(picture)  # the first call allocates
            for name, read in ready.items():
                if name != readers[0] and i >= peers:
                    continue
                start = _processor_seconds()
                fields = read(picture)
                scores[name].add(condition, person, fields, (_processor_seconds() - start) * 1000)
            done += 1
            if sys.stderr.isatty():
                print(f"\r{done}/{total} pictures", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return scores


def _processor_seconds() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def table(scores: dict[str, Score]) -> str:
    """Markdown."""
    shown = SHOWN if next(iter(scores.values())).fields == FRONT else BACK
    lines = [
        f"| reader | pictures | {' | '.join(f'{name} %' for name in shown)} | whole % | worst condition % "
        "| sure, wrong | median ms |",
        "|" + "---|" * (len(shown) + 6),
    ]
    for name, s in scores.items():
        exact = " | ".join(f"{100 * s.exact[f] / s.pictures:.1f}" for f in shown)
        worst = min(s.whole_by_condition, key=lambda c: statistics.mean(s.whole_by_condition[c]))
        worst_share = 100 * statistics.mean(s.whole_by_condition[worst])
        wrong = f"{s.sure_wrong} of {s.sure}" if s.sure else "–"
        lines.append(
            f"| {name} | {s.pictures} | {exact} | "
            f"{100 * s.whole / s.pictures:.1f} | {worst_share:.1f} ({worst}) | {wrong} | "
            f"{statistics.median(s.milliseconds):.0f} |"
        )
    if "ours" in scores:
        for name, s in scores.items():
            if name == "ours":
                continue
            mine = statistics.median(scores["ours"].milliseconds[: s.pictures])
            ratio = mine / statistics.median(s.milliseconds)
            lines.append(f"\nours takes {ratio:.2f} × the time of {name} on the same {s.pictures} pictures")
        lines += ["", *(f"- {wrong}" for wrong in scores["ours"].wrong)]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench ocr", description=__doc__)
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument(
        "--conditions", default="clean,turned,upside_down,dim,soft", help=f"of {', '.join(CONDITIONS)}; all"
    )
    parser.add_argument("--readers", default=",".join(PLAIN), help=f"of {', '.join(READERS)}")
    parser.add_argument("--skip", type=int, default=0, help="the first people, who were measured in another run")
    parser.add_argument("--peers", type=int, metavar="N", help="readers but the first see N people only; else all")
    parser.add_argument("--held-out", action="store_true", help=f"people of seed {HELD_OUT}, not of {TRIED}")
    parser.add_argument("--backs", action="store_true", help="the cards' other side")
    parser.add_argument("--wide", type=int, default=WIDE, help="of the pictures, in px; the height is three quarters")
    parser.add_argument("--seed", type=int, help="another seed, for trying rules")
    parser.add_argument("--write", type=Path, metavar="DIR", help="also write DIR/ocr.md and DIR/ocr.json")
    options = parser.parse_args(arguments)
    conditions = list(CONDITIONS) if options.conditions == "all" else options.conditions.split(",")
    readers = options.readers.split(",")
    unknown = [c for c in conditions if c not in CONDITIONS] + [r for r in readers if r not in READERS]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}")
    seed = HELD_OUT if options.held_out else options.seed or TRIED
    peers = options.people if options.peers is None else options.peers
    people = range(options.skip, options.people)
    scores = run(
        people, conditions, readers, seed, peers, held_out=options.held_out, back=options.backs, wide=options.wide
    )
    title = (
        f"{len(people)} people's {'backs' if options.backs else 'fronts'} × {len(conditions)} conditions "
        f"({', '.join(conditions)}), {options.wide} px wide, seed {seed}"
    )
    print(f"{title}\n\n{table(scores)}")
    if options.write:
        options.write.mkdir(parents=True, exist_ok=True)
        (options.write / "ocr.md").write_text(f"{title}\n\n{table(scores)}\n", encoding="utf-8")
        figures = {
            name: {
                "pictures": s.pictures,
                "exact": s.exact,
                "whole": s.whole,
                "whole_by_condition": {c: sum(hits) for c, hits in s.whole_by_condition.items()},
                "sure": s.sure,
                "sure_wrong": s.sure_wrong,
                "wrong": s.wrong,
                "median_ms": round(statistics.median(s.milliseconds), 1),
            }
            for name, s in scores.items()
        }
        text = json.dumps({"title": title, "readers": figures}, indent=2, ensure_ascii=False)
        (options.write / "ocr.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
