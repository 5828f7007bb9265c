"""Does what it is asked on standard input, one JSON object a line, and answers with what that took.

{"task": NAME, …} → {"seconds": wall, "processor": seconds of processor, "peak": bytes, "value": result to compare}
The task `prepare` is asked first, with the name of the task that follows: what it loads is not timed.
"""

import json
import multiprocessing
import pathlib
import re
import resource
import sys
import time

import tasks


def used():
    return sum(usage.ru_utime + usage.ru_stime for usage in map(
        resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def peak():
    """Largest resident memory of this process and of those it has started. A fork hands `ru_maxrss` on, so Linux is asked."""
    processes = ["self", *(child.pid for child in multiprocessing.active_children())]
    status = [pathlib.Path(f"/proc/{process}/status") for process in processes]
    if not status[0].exists():
        return 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 1024 * sum(int(re.search(r"VmHWM:\s+(\d+)", each.read_text()).group(1)) for each in status)


state = None
for line in sys.stdin:
    request = json.loads(line)
    began, processor = time.perf_counter(), used()
    if request["task"] == "prepare":
        state, value = tasks.PREPARE[request["of"]](request), None
    else:
        value = tasks.RUN[request["task"]](state, request)
    answer = {"seconds": time.perf_counter() - began, "processor": used() - processor, "peak": peak(), "value": value}
    print(json.dumps(answer), flush=True)
