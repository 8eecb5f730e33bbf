"""The story of `ledgergate demo`: somebody else's client at work in a fresh copy of the demo company.

Runs by itself, with the Python that has `sageintacctsdk`: `python story.py BASE COMPANY`. Each request and each answer is
printed, shortened, passwords and session ids masked; the last is a trial balance, which must add up to nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
from decimal import Decimal
from typing import Any

THEIRS = "https://api.intacct.com"
WHO = {"sender_id": "ledgergate", "sender_password": "ledgergate", "user_id": "api", "user_password": "api"}
"""The demo company's public credentials."""
MOST_LINES = 26
WIDTH = 108
MASKED = re.compile(r"(<(password|sessionid)>)[^<]*(</)")
TAGS = re.compile(r"<[^>]+>[^<]*")


def main() -> int:
    """Play the story; 0 when every step held and the books balance."""
    base, company = sys.argv[1:]
    _listen(base)
    sdk = importlib.import_module("sageintacctsdk")
    trouble = importlib.import_module("sageintacctsdk.exceptions").WrongParamsError

    _title("sageintacctsdk opens a session")
    client = sdk.SageIntacctSDK(**WHO, company_id=company)

    _title("It creates a vendor and a department")
    client.vendors.post(
        {"VENDORID": "S-100", "NAME": "Story Stationers", "TERMNAME": "Net 30", "DISPLAYCONTACT": {"PRINTAS": "Story Stationers"}}
    )
    client.departments.post({"DEPARTMENTID": "STORY", "TITLE": "Story telling"})

    _title("It queries vendors by name")
    client.vendors.get_by_query(fields=["RECORDNO", "VENDORID", "NAME", "TERMNAME"], and_filter=[("like", "NAME", "%Story%")])

    _title("It posts a journal")
    client.journal_entries.post(_journal("120.00", "120.00"))

    _title("A journal that does not balance is refused, and the client shows why")
    try:
        client.journal_entries.post(_journal("120.00", "119.00"))
    except trouble as refusal:
        _say(f"   the client says: {refusal.message} {refusal.response['error'][0]['description2']}")
    else:
        _say("   nothing was refused, and something should have been")
        return 1

    _title("The trial balance of the year")
    days = {"startdate": {"year": "2026", "month": "01", "day": "01"}, "enddate": {"year": "2026", "month": "12", "day": "31"}}
    answer = client.api_base.format_and_send_request({"get_trialbalance": days})
    return _balanced(answer["data"]["trialbalance"])


def _journal(debit: str, credit: str) -> dict[str, Any]:
    lines = [
        {"ACCOUNTNO": "6200", "TR_TYPE": "1", "TRX_AMOUNT": debit, "LOCATION": "E100", "DEPARTMENT": "STORY", "VENDORID": "S-100"},
        {"ACCOUNTNO": "1000", "TR_TYPE": "-1", "TRX_AMOUNT": credit, "LOCATION": "E100", "DEPARTMENT": "STORY"},
    ]
    return {"JOURNAL": "GJ", "BATCH_DATE": "03/02/2026", "BATCH_TITLE": "Paper and pens", "ENTRIES": {"GLENTRY": lines}}


def _balanced(rows: list[dict[str, str]]) -> int:
    names = ("startbalance", "debits", "credits", "endbalance")
    _say("   account    " + "".join(f"{name:>16}" for name in names))
    totals = dict.fromkeys(names, Decimal(0))
    for row in rows:
        amounts = [Decimal(row[name]) for name in names]
        _say(f"   {row['glaccountno']:<11}" + "".join(f"{amount:>16,.2f}" for amount in amounts))
        for name, amount in zip(names, amounts, strict=True):
            totals[name] += amount
    _say("   total      " + "".join(f"{totals[name]:>16,.2f}" for name in names))
    balanced = totals["debits"] == totals["credits"] and totals["startbalance"] == totals["endbalance"] == 0
    _say("   The books balance." if balanced else "   THE BOOKS DO NOT BALANCE.")
    return 0 if balanced else 1


def _listen(base: str) -> None:
    """Lead what the client's transport sends for the real service to ours, and print both ways."""
    adapter = importlib.import_module("requests.adapters").HTTPAdapter
    dial = adapter.send

    def send(self: Any, request: Any, *args: Any, **options: Any) -> Any:  # noqa: ANN401 (their signature)
        request.url = request.url.replace(THEIRS, base, 1)
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        _show(">>", body.partition("<content>")[2].rpartition("</content>")[0] or body)
        answer = dial(self, request, *args, **options)
        _show("<<", answer.text.partition("</authentication>")[2].rpartition("</operation>")[0] or answer.text)
        return answer

    adapter.send = send


def _show(mark: str, text: str) -> None:
    """Print XML a tag a line, as deep as it stands, passwords and sessions masked, the middle left out when long."""
    depth = 0
    lines: list[str] = []
    for tag in TAGS.findall(MASKED.sub(r"\1••••••\3", text)):
        word = tag.strip()
        if word.startswith("</"):
            depth -= 1
            if lines and not lines[-1].lstrip().startswith("</") and lines[-1].lstrip().startswith("<" + word[2:-1].split(">")[0]):
                lines[-1] += word
                continue
        lines.append("  " * depth + word)
        depth += not (word.startswith("</") or "/>" in word)
    if len(lines) > MOST_LINES:
        half = MOST_LINES // 2
        lines = [*lines[:half], f"  … {len(lines) - 2 * half} lines …", *lines[-half:]]
    for line in lines:
        _say(f"   {mark} {line[:WIDTH]}")


def _title(words: str) -> None:
    _say(f"\n{words}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
