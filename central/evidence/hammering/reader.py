"""A process that follows the log over HTTP and believes nothing: every checkpoint must follow on the last, every entry
be where its tile says. Ends with 1 and a line where one is not.

`python -m central.evidence.hammering.reader POLICY_FILE SEED URL…`
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import requests

from central.evidence import notes, policy, proofs, tiles
from central.evidence.checkpoints import Checkpoint
from central.evidence.merkle import EMPTY_ROOT, leaf_hash
from central.evidence.policy import NotTrusted, Policy
from central.evidence.proofs import NotProven
from central.evidence.tiles import Nodes, TileMissing

_TIMEOUT_S = 5


class Reader:
    def __init__(self, trusted: Policy, seed: int) -> None:
        self._policy, self._random = trusted, random.Random(seed)  # noqa: S311
        self._http = requests.Session()
        self._last = Checkpoint("", 0, EMPTY_ROOT)
        self.looks = 0

    def look(self, url: str) -> None:
        """Raises NotTrusted, NotProven or TileMissing for a log that lies; RequestException where none answers."""
        answer = self._get(f"{url}/v1/evidence/checkpoint")
        made = self._policy.accept(notes.parse(answer.decode())).checkpoint
        nodes = Nodes(lambda level, number: self._tile(url, level, number, made.size), made.size)
        old, new = sorted((self._last, made), key=lambda each: each.size)
        if old.size:
            of_new = Nodes(lambda level, number: self._tile(url, level, number, new.size), new.size)
            path = proofs.consistency(old.size, new.size, of_new)
            proofs.verify_consistency(old.size, new.size, path, old.root, new.root)
        if made.size:
            index = self._random.randrange(made.size)
            bundle = self._tile(url, tiles.ENTRIES, index // tiles.WIDTH, made.size)
            entry = tiles.unframe(bundle)[index % tiles.WIDTH]
            path = proofs.inclusion(index, made.size, nodes)
            proofs.verify_inclusion(leaf_hash(entry), index, made.size, path, made.root)
        self._last = new
        self.looks += 1

    def _tile(self, url: str, level: int, number: int, size: int) -> bytes:
        path = tiles.path(level, number, tiles.width_at(level, number, size))
        return self._get(f"{url}/v1/evidence/tile/{path}")

    def _get(self, url: str) -> bytes:
        answer = self._http.get(url, timeout=_TIMEOUT_S)
        answer.raise_for_status()
        return answer.content


def main(policy_file: Path, seed: int, urls: list[str]) -> int:
    reader, choice = Reader(policy.load(policy_file), seed), random.Random(seed)  # noqa: S311
    while True:
        try:
            reader.look(choice.choice(urls))
        except requests.HTTPError as error:
            if error.response.status_code == requests.codes.not_found:
                return _say(f"missing: {error.response.url}")
        except requests.RequestException:
            time.sleep(0.05)  # killed just now
        except (NotTrusted, NotProven, TileMissing, notes.BadNote) as error:
            return _say(f"{type(error).__name__}: {error}")
        else:
            sys.stdout.write(f"looks {reader.looks}\n")
            sys.stdout.flush()


def _say(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]))
