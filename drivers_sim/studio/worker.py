"""The studio's process: one request a line on its input, one answer a request on its output, until the input ends.

Request: {"scene": name, "arguments": [...]}. Answer: a line {"json": …} or {"sizes": [...]} followed by that many
bytes, or {"error": text}.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    os.nice(5)
    import cv2

    from drivers_sim.studio import scenes

    cv2.setNumThreads(1)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        blobs: list[bytes] = []
        head: dict[str, object]
        try:
            result = getattr(scenes, request["scene"])(*request["arguments"])
        except Exception as error:  # whatever a drawing raises is the requester's to report
            head = {"error": f"{type(error).__name__}: {error}"}
        else:
            if isinstance(result, list) and result and isinstance(result[0], bytes):
                blobs = result
                head = {"sizes": [len(blob) for blob in blobs]}
            else:
                head = {"json": result}
        answers.write(json.dumps(head).encode() + b"\n")
        answers.writelines(blobs)
        answers.flush()


if __name__ == "__main__":
    main()
