"""Amounts: Decimal in hand, rounded half away from zero, written in shortest form."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

ZERO: Final = Decimal(0)
CENT: Final = Decimal("0.01")
MOST_INTEGER_DIGITS: Final = 14


def cents(amount: Decimal) -> Decimal:
    """Round to two decimals, half away from zero (business.md 0.1)."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def parse(word: str) -> Decimal | None:
    """Read a plain decimal; None when the word is not one.

    Accepts a point, an optional sign; no thousands separators, no exponents, no infinities (protocol.md 10.1).
    """
    bare = word.strip()
    digits = bare[1:] if bare[:1] in {"-", "+"} else bare
    if not digits or not digits.isascii() or not digits.replace(".", "", 1).isdigit():
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def too_long(amount: Decimal) -> bool:
    """Tell whether more than 14 integer digits stand before the point (business.md V302)."""
    return abs(amount) >= Decimal(10) ** MOST_INTEGER_DIGITS


def shortest(amount: Decimal) -> str:
    """Write without trailing zeros and without an exponent: `5900`, `1679615.93`."""
    if not amount:
        return "0"
    word = format(amount, "f")
    return word.rstrip("0").rstrip(".") if "." in word else word
