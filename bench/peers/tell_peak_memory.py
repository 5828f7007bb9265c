"""Runs a program, and says at its end how much memory it held: python3 tell_peak_memory.py PROGRAM ARGUMENTS"""

import pathlib
import re
import runpy
import sys

sys.argv = sys.argv[1:]
sys.path.insert(0, str(pathlib.Path(sys.argv[0]).parent))
runpy.run_path(sys.argv[0], run_name="__main__")
status = pathlib.Path("/proc/self/status")
found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
print(f"peak {1024 * int(found.group(1)) if found else 0}", file=sys.stderr)
