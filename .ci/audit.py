"""Holds the locks against OSV, the database of known vulnerabilities: red if it knows one.

Where the database cannot be reached, says so and audits nothing. What is long known tells whether it is.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from http.client import HTTPException
from pathlib import Path

LOCKS = sorted(Path(__file__).parent.parent.glob("*.lock"))
OSV = "https://api.osv.dev/v1/query"
LONG_KNOWN = {"package": {"name": "jinja2", "ecosystem": "PyPI"}, "version": "2.4.1"}
PATIENCE_SECONDS = 15


def unreachable(database: str) -> str:
    """Why the database cannot be asked; nothing if it can."""
    try:
        with urllib.request.urlopen(database, json.dumps(LONG_KNOWN).encode(), PATIENCE_SECONDS) as answer:
            return "" if json.load(answer).get("vulns") else "it does not know what is long known"
    except (OSError, HTTPException, ValueError, AttributeError) as problem:
        return str(problem) or type(problem).__name__


def audit(database: str = OSV) -> int:
    if reason := unreachable(database):
        print(f"Nothing was audited: {database} does not answer ({reason}).")
        return 0
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", "osv", "--osv-url", database]
    options = ["--strict", "--disable-pip", "--progress-spinner", "off"]
    locks = [f"--requirement={lock}" for lock in LOCKS]
    return subprocess.run([*command, *options, *locks]).returncode


if __name__ == "__main__":
    sys.exit(audit(*sys.argv[1:]))
