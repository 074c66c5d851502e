"""The requests of the harness, as a measured program sees them."""

import sys
import time


def serve(repetition, warm_up=None):
    """Runs warm_up(), then repetition() for each line of standard input, and prints what it returned.

    Without warm_up, the repetition itself is run once before the first request.

    Standard output belongs to the answers; everything else that is printed goes to standard error.
    """
    answers = sys.stdout
    sys.stdout = sys.stderr
    (warm_up or repetition)()
    print("ready", file=answers, flush=True)
    while sys.stdin.readline():
        started = time.perf_counter()
        values = repetition()
        seconds = time.perf_counter() - started
        figures = "".join(f" {name}={value}" for name, value in values.items())
        print(f"seconds={seconds}{figures}", file=answers, flush=True)
