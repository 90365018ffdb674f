"""Reading of the other papers: permits, social security cards' face, passports and travel cards, by kind and side.

Papers are the simulator's, of made-up people: figures say that the reader works, not how others' print is read.
The seed was committed before measuring.
"""

from __future__ import annotations

import argparse
import random
import statistics
import string
import sys
import time

import numpy as np

from bench.cards import random_person
from drivers_sim.people import place_on_scanner
from drivers_sim.people.card import Side
from drivers_sim.people.papers import SIZES_MM, Holder, PaperKind, draw_paper_of
from drivers_sim.people.scanner import Degradation
from kiosk.identity.documents import read_document
from kiosk.identity.engines import engine_named
from kiosk.identity.reading import SURE

HELD_OUT = 2611260000
_KINDS: tuple[tuple[PaperKind, Side], ...] = (
    ("hmt", "front"),
    ("hmt", "back"),
    ("foreigner_2017", "back"),
    ("foreigner_2023", "back"),
    ("social_card", "front"),
    ("passport", "front"),
    ("td1", "back"),
    ("td2", "front"),
)
_LYING: tuple[tuple[Degradation, ...], ...] = ((), ("upside_down",), ("dim",))
_STATES = ("VNM", "THA", "DEU", "MYS", "CHN")
_SURNAMES = ("NGUYEN", "OCONNOR", "SOUZA", "IBRAHIM", "BOZOK", "GUO", "SCHULZ", "TRAN", "SOLIS", "QI")
_GIVEN = ("THI HOA", "IOANNIS", "ZOE", "BIBI", "OLGA SOFIA", "XIAO", "JOSE LUIS", "ISLA", "BO", "MAI")


def made_up(rng: random.Random) -> Holder:
    person = random_person(rng, held_out=True)
    plain = {key: value.replace("-", "") for key, value in {"b": person.birth_date, "f": person.valid_from}.items()}
    issued = f"{rng.randint(2017, 2025)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    until = f"{rng.randint(2027, 2036)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    return Holder(
        name=person.name,
        surname=rng.choice(_SURNAMES),
        given=rng.choice(_GIVEN),
        sex=person.sex,
        birth_date=plain["b"],
        id_number=person.id_number,
        nationality=rng.choice(_STATES),
        valid_from=plain["f"],
        valid_to=until,
        passport_number="".join(rng.choice(string.ascii_uppercase + string.digits * 3) for _ in range(9)),
        passport_expires=until,
        issuer=person.issuer,
        address=person.address,
        permit_number=f"{rng.choice('HM')}{rng.randint(0, 99999999):08}",
        issue_count=f"{rng.randint(1, 9):02}",
        former_number=f"{rng.choice(_STATES)}{rng.randint(0, 999999999999):012}",
        card_number=f"{rng.choice(string.ascii_uppercase)}{rng.randint(0, 99999999):08}",
        card_issued=issued,
        card_expires=f"{int(issued[:4]) + 10}{issued[4:]}",
    )


def printed(kind: PaperKind, side: Side, holder: Holder) -> dict[str, str]:
    """What a reader should find."""

    def day(text: str) -> str:
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"

    valid = {"valid_from": day(holder.valid_from), "valid_to": day(holder.valid_to), "issuer": holder.issuer}
    who = {"name": holder.name, "id_number": holder.id_number}
    match kind, side:
        case "hmt", "front":
            return {**who, "sex": holder.sex, "birth_date": day(holder.birth_date), "address": holder.address}
        case "hmt", "back":
            return {**valid, "permit_number": holder.permit_number, "issue_count": holder.issue_count}
        case "foreigner_2023", _:
            return {**valid, "former_number": holder.former_number}
        case "foreigner_2017", _:
            return valid
        case "social_card", _:
            return {**who, "card_number": holder.card_number, "valid_to": day(holder.card_expires)}
    zone = {"document_number": holder.passport_number, "nationality": holder.nationality, "sex": holder.sex}
    zone |= {"birth_date": day(holder.birth_date), "valid_to": day(holder.passport_expires)}
    return {**zone, "latin_name": f"{holder.surname}, {holder.given}"}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench papers", description=__doc__)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--seed", type=int, default=HELD_OUT)
    options = parser.parse_args(arguments)
    engine, photo = engine_named(), np.full((441, 358, 3), 200, np.uint8)
    print("| paper | whole | fields | sure, wrong | median ms |\n|---|---|---|---|---|")
    wrongs: list[str] = []
    for kind, side in _KINDS:
        rng = random.Random(options.seed)
        whole = right = total = sure = sure_wrong = pictures = 0
        times: list[float] = []
        for i in range(options.people):
            holder = made_up(rng)
            truth = printed(kind, side, holder)
            paper, wide = draw_paper_of(kind, holder, photo, side), SIZES_MM[kind][0]
            for lying in _LYING:
                frame = place_on_scanner(
                    paper,
                    rotation=rng.uniform(-8, 8),
                    degradations=lying,
                    seed=options.seed + i,
                    width_mm=wide,
                    field_mm=max(123.0, wide * 1.22),
                )
                start = time.perf_counter()
                reading = read_document(np.ascontiguousarray(frame[:, :, ::-1]), engine)
                times.append((time.perf_counter() - start) * 1000)
                wrong = [name for name, value in truth.items() if reading.value(name) != value]
                wrongs += [f"{kind} {side} {lying}: {n} {truth[n]} read as {reading.value(n) or '–'}" for n in wrong]
                confident = [n for n in truth if n in reading.fields and reading.fields[n].confidence >= SURE]
                sure, sure_wrong = sure + len(confident), sure_wrong + sum(n in wrong for n in confident)
                pictures, whole = pictures + 1, whole + (not wrong)
                right, total = right + len(truth) - len(wrong), total + len(truth)
        print(
            f"| {kind} {side} | {whole} of {pictures} | {100 * right / total:.1f} % | {sure_wrong} of {sure} | "
            f"{statistics.median(times):.0f} |",
            flush=True,
        )
    print("", *(f"- {wrong}" for wrong in wrongs), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
