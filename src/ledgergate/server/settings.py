"""What an operator may say: `LEDGERGATE_*` variables, and the options of commands that stand for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ledgergate.store.premises import default_data


class Settings(BaseSettings):
    """Settings of a server or command; the switches are those of protocol.md 15.2 and no others."""

    model_config = SettingsConfigDict(env_prefix="LEDGERGATE_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=default_data)
    database_url: str = ""
    """The server role's address of an existing PostgreSQL; empty: the embedded one under `data`."""
    owner_url: str = ""
    """The owner's address of that PostgreSQL, for its schema."""
    profile: Literal["dev", "production"] = "dev"
    clock: date | None = None
    """The business day, fixed; refused in production."""
    public_endpoint: str = ""
    threads: int = 8
    log_level: str = "warning"
    abort_culprit_status: Literal["aborted", "failure"] = "aborted"
    readbyquery_case: Literal["lower", "upper"] = "lower"
    aggregate_prefix_for_sum: Literal["SUM.", ""] = "SUM."
    support_id: bool = True
    readbyquery_words: bool = False
    duplicate_result_without_status: bool = False

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if self.clock is not None and self.profile == "production":
            raise ValueError("LEDGERGATE_CLOCK fixes the business day and is refused in the production profile.")
        if bool(self.database_url) != bool(self.owner_url):
            raise ValueError("LEDGERGATE_DATABASE_URL and LEDGERGATE_OWNER_URL are given together or not at all.")
        return self
