"""What the documents say that is not quite so: every claim with what settles it, computed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from activations.claims import choosing, computing, learning, ranges, slopes
from activations.claims.claim import Claim, Evidence, Verdict

__all__ = ["CLAIMS", "Claim", "Evidence", "Verdict"]

CLAIMS: Mapping[str, Claim] = MappingProxyType(
    {
        claim.name: claim
        for module in (ranges, slopes, learning, computing, choosing)
        for claim in vars(module).values()
        if isinstance(claim, Claim)
    }
)
"""Every claim by name, by theme."""
