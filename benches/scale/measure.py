"""Runs a program, and prints how many seconds it took, how many of a processor, and its peak memory in megabytes."""

import os
import subprocess
import sys
import time

begun = time.perf_counter()
# Findings are status 1; what could not be done is status 2.
process = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
told = process.stderr.read()
# The usage is that of this child alone.
_, status, usage = os.wait4(process.pid, 0)
taken = time.perf_counter() - begun
if os.waitstatus_to_exitcode(status) not in (0, 1):
    sys.exit(told.decode(errors="replace"))
# Linux counts in kilobytes, macOS in bytes.
peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
print(f"{taken:.3f} {usage.ru_utime + usage.ru_stime:.3f} {peak:.1f}")
