"""Does what it is asked on standard input, one JSON object a line, and answers with what that took.

{"task": NAME, …} → {"seconds": wall, "processor": seconds of processor, "peak": bytes, "value": result to compare}
The task `prepare` is asked first, with the name of the task that follows: what it loads is not timed.
"""

import json
import multiprocessing
import os
import pathlib
import re
import resource
import sys
import time

import tasks


def used():
    """Seconds of processor of this process, of those that it has waited for, and of those that still run."""
    waited = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    running = [pathlib.Path(f"/proc/{child.pid}/stat") for child in multiprocessing.active_children()]
    ticks = [sum(map(int, each.read_text().rsplit(")", 1)[1].split()[11:13])) for each in running if each.exists()]
    return sum(usage.ru_utime + usage.ru_stime for usage in waited) + sum(ticks) / os.sysconf("SC_CLK_TCK")


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
