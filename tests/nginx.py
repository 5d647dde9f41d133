"""The programs that deploy/ needs beside Python: `python -m tests.nginx` sees to it that they are there."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from deploy.proxy import TEMPLATES
from tests import debian

PACKAGES = ("brotli", "gettext-base", "libnginx-mod-http-brotli-static", "nginx", "openssl")
PROGRAMS = ("brotli", "envsubst", "nginx", "openssl")


def works() -> bool:
    modules = re.findall(r"^load_module (\S+);", (TEMPLATES / "nginx.conf").read_text(), re.MULTILINE)
    return all(map(shutil.which, PROGRAMS)) and all(Path(module).exists() for module in modules)


def main() -> int:
    """Installs as root alone: on a machine of one's own the package starts a server at once."""
    if not works() and os.geteuid() == 0:
        debian.install(*PACKAGES)
    if works():
        return 0
    print(
        f"This needs nginx and more; on Debian and Ubuntu: apt-get install {' '.join(PACKAGES)}",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
