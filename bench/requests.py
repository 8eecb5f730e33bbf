"""The bytes of the requests that the benchmarks send."""

from __future__ import annotations

ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><request><control><senderid>ledgergate</senderid><password>ledgergate</password>'
    "<controlid>bench</controlid><uniqueid>{unique}</uniqueid><dtdversion>3.0</dtdversion><includewhitespace>false</includewhitespace></control>"
    '<operation transaction="false"><authentication>{who}</authentication><content>'
    '<function controlid="{control}">{function}</function></content></operation></request>'
)


def session(sessionid: str) -> str:
    """Authenticate by session."""
    return f"<sessionid>{sessionid}</sessionid>"


def login(company: str) -> str:
    """Authenticate by the demo user's public credentials."""
    return f"<login><userid>api</userid><companyid>{company}</companyid><password>api</password></login>"


def envelope(who: str, function: str, control: str = "f", *, unique: bool = False) -> bytes:
    """Wrap one function in a request."""
    return ENVELOPE.format(unique="true" if unique else "false", who=who, control=control, function=function).encode()


def journal(n: int) -> str:
    """Post a journal of ten lines, each pair of a different amount."""
    lines = []
    for pair in range(5):
        amount = f"{(n + pair) % 997 + 1}.{pair}5"
        lines.append(
            f"<GLENTRY><ACCOUNTNO>6200</ACCOUNTNO><TR_TYPE>1</TR_TYPE><TRX_AMOUNT>{amount}</TRX_AMOUNT><LOCATION>E100</LOCATION>"
            f"<DEPARTMENT>D1</DEPARTMENT><DESCRIPTION>Paper and pens {pair}</DESCRIPTION></GLENTRY>"
            f"<GLENTRY><ACCOUNTNO>1000</ACCOUNTNO><TR_TYPE>-1</TR_TYPE><TRX_AMOUNT>{amount}</TRX_AMOUNT><LOCATION>E100</LOCATION>"
            f"<DEPARTMENT>D2</DEPARTMENT></GLENTRY>"
        )
    return (
        f"<create><GLBATCH><JOURNAL>GJ</JOURNAL><BATCH_DATE>01/15/2026</BATCH_DATE><BATCH_TITLE>Bench {n}</BATCH_TITLE>"
        f"<BASELOCATION_NO>E100</BASELOCATION_NO><ENTRIES>{''.join(lines)}</ENTRIES></GLBATCH></create>"
    )


def vendors(n: int, count: int = 100) -> str:
    """Create so many vendors in one function."""
    records = (
        f"<VENDOR><VENDORID>B{n}-{each}</VENDORID><NAME>Bench vendor {n}-{each}</NAME><TERMNAME>Net 30</TERMNAME>"
        f"<TAXID>12-{each:07d}</TAXID>"
        f"<CREDITLIMIT>{each * 100}</CREDITLIMIT><COMMENTS>made to be counted</COMMENTS><STATUS>active</STATUS>"
        f"<DISPLAYCONTACT><PRINTAS>Bench vendor {n}-{each}</PRINTAS><EMAIL1>v{each}@example.com</EMAIL1>"
        f"<MAILADDRESS><CITY>Bern</CITY><ZIP>30{each:02d}</ZIP></MAILADDRESS></DISPLAYCONTACT></VENDOR>"
        for each in range(count)
    )
    return f"<create>{''.join(records)}</create>"
