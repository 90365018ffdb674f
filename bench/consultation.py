"""How often a consultation answers, and how often it is right: the risk–coverage curve by language.

    python -m bench.consultation [development|held-out]

Of a set of questions, some have an answer in the guides and some have none. Answering the latter, or quoting another
passage than the one asked for, is wrong; declining costs coverage. The threshold was chosen on the development set.
The held-out questions were written before anything was measured, by the author of the guides, in other words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from central.consultation import guides
from central.consultation.finding import LANGUAGES, LEAST_SURE, Finder, Language
from central.settings import ASSETS

QUESTIONS = Path(__file__).parent / "questions"
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Asked:
    """`right`: the passage found is one that answers it; without any expected there is none."""

    language: Language
    question: str
    expected: tuple[str, ...]
    found: str
    sure: float

    @property
    def right(self) -> bool:
        return self.found in self.expected


def asked(file: Path, finder: Finder) -> Iterator[Asked]:
    for line in file.read_text(encoding="utf-8").splitlines():
        language, expected, question = line.split("\t")
        spoken = cast(Language, language)
        found = finder.find(question, spoken)
        wanted = () if expected == "-" else tuple(expected.split(","))
        yield Asked(spoken, question, wanted, found.passage.id if found.passage else "", found.sure)


def report(name: str, language: Language, questions: Sequence[Asked]) -> None:
    answerable = [each for each in questions if each.expected]
    first = sum(each.right for each in answerable)
    print(f"\n{name}, {language}: {len(answerable)} with an answer, {len(questions) - len(answerable)} without")
    print(f"  nearest passage is the right one: {first}/{len(answerable)} = {first / len(answerable):.1%}")
    print(f"  at the threshold {LEAST_SURE[language]}: {_at(questions, LEAST_SURE[language])}")
    print("  risk by coverage (of all questions, the surest first):")
    order = sorted(questions, key=lambda each: -each.sure)
    for step in _STEPS:
        answered = order[: round(step * len(order))]
        wrong = sum(not each.right for each in answered)
        print(f"    coverage {step:4.0%}  risk {wrong / len(answered):6.1%}  surer than {answered[-1].sure:.2f}")


def _at(questions: Sequence[Asked], threshold: float) -> str:
    answerable = [each for each in questions if each.expected]
    without = [each for each in questions if not each.expected]
    answered = [each for each in questions if each.found and each.sure >= threshold]
    right = sum(each.right for each in answered)
    unasked = sum(not each.expected for each in answered)
    risk = 1 - right / len(answered) if answered else 0.0
    return (
        f"answered {len(answered)}/{len(questions)}, right {right}, wrong {len(answered) - right}: risk {risk:.1%}; "
        f"of those with an answer {right}/{len(answerable)} = {right / len(answerable):.1%} answered rightly; "
        f"without an answer {len(without) - unasked}/{len(without)} declined"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", nargs="?", choices=("development", "held-out"), default="held-out")
    parser.add_argument("--each", action="store_true", help="every question with what was found")
    arguments = parser.parse_args()
    finder = Finder(guides.load(ASSETS / "guides"))
    questions = list(asked(QUESTIONS / f"{arguments.set}.tsv", finder))
    for language in LANGUAGES:
        report(arguments.set, language, [each for each in questions if each.language == language])
    if arguments.each:
        for each in sorted(questions, key=lambda each: -each.sure):
            sign = "right" if each.right else "     "
            print(f"{each.sure:6.2f} {sign} {each.found or '-':16} {','.join(each.expected) or '-':16} {each.question}")


if __name__ == "__main__":
    main()
