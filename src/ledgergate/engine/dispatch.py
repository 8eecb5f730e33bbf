"""Run the functions of an operation, strictly in document order, each in its unit of work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import structlog

from ledgergate.base.fault import Fault, Refusal, faults_of
from ledgergate.base.ids import support_id
from ledgergate.engine import faults
from ledgergate.engine.call import Call, Switches
from ledgergate.store import control_ids
from ledgergate.store.work import Conflict
from ledgergate.wire.answer import Outcome, PartialRefusal, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgergate.access.actor import Actor
    from ledgergate.base.clock import Clock
    from ledgergate.engine.hooks import House
    from ledgergate.store.connections import Database
    from ledgergate.store.work import Work
    from ledgergate.wire.envelope import FunctionCall, Operation

TRIES: Final = 4
"""How often a unit of work is run before a conflict with others is given up: once, and three times again."""

BUSY: Final = Fault(
    "XL03000011",
    "The Service is Temporarily Off-line",
    correction="Please Try Again Later",
    why="conflicts with other requests did not end",
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What all functions of one operation share."""

    house: House
    database: Database
    actor: Actor
    clock: Clock
    switches: Switches
    endpoint: str
    pretty: bool
    unique: bool
    """Whether function control ids may be used once only (protocol.md 5)."""


def run(errand: Errand, operation: Operation) -> tuple[Result, ...]:
    """Run an operation's functions; each in its own transaction, or all in one when the operation says so."""
    if operation.transaction:
        return _together(errand, operation.functions)
    return tuple(_alone(errand, function) for function in operation.functions)


def _alone(errand: Errand, function: FunctionCall) -> Result:
    for _ in range(TRIES):
        try:
            with errand.database.work(errand.actor.company) as work:
                result = _one(errand, work, function)
                if result.status == "success" or result.partial:
                    work.commit()
                return result
        except Conflict:
            continue
        except Exception:  # noqa: BLE001 (the rim: a defect is logged once and never reaches the wire)
            return _failed(function, (_defect(function),))
    return _failed(function, (BUSY,))


def _together(errand: Errand, functions: Sequence[FunctionCall]) -> tuple[Result, ...]:
    for _ in range(TRIES):
        results: list[Result] = []
        try:
            with errand.database.work(errand.actor.company) as work:
                for function in functions:
                    results.append(_one(errand, work, function))
                    if results[-1].status != "success":
                        return _aborted(errand, functions, results)
                work.commit()
                return tuple(results)
        except Conflict:
            continue
        except Exception:  # noqa: BLE001 (the rim, as above)
            culprit = functions[min(len(results), len(functions) - 1)]
            return _aborted(errand, functions, [*results[: len(functions) - 1], _failed(culprit, (_defect(culprit),))])
    return _aborted(errand, functions, [_failed(functions[0], (BUSY,))])


def _aborted(errand: Errand, functions: Sequence[FunctionCall], results: Sequence[Result]) -> tuple[Result, ...]:
    """Mark every function of a rolled-back operation; the last that ran is the culprit and keeps its own faults first."""
    innocent = Result(status="aborted", function="", controlid="", faults=(faults.ROLLED_BACK,))
    answers = [replace(innocent, function=each.name, controlid=each.controlid) for each in functions]
    culprit = len(results) - 1
    own = (*results[culprit].faults, faults.ROLLED_BACK)
    answers[culprit] = replace(answers[culprit], status=errand.switches.abort_culprit_status, faults=own)
    return tuple(answers)


def _one(errand: Errand, work: Work, function: FunctionCall) -> Result:
    """Run one function in a unit of work that the caller commits or throws away."""
    try:
        if errand.unique:
            _guard(errand, work, function)
        outcome = _act(errand, work, function)
        if errand.unique:
            control_ids.record(work, errand.actor.sender, function.controlid, function.name)
    except PartialRefusal as trouble:
        return replace(_failed(function, trouble.faults), outcome=trouble.data, partial=True)
    except (Fault, Refusal) as trouble:
        return _failed(function, faults_of(trouble))
    return Result(status="success", function=function.name, controlid=function.controlid, outcome=outcome)


def _guard(errand: Errand, work: Work, function: FunctionCall) -> None:
    state = control_ids.claim(work, errand.actor.sender, function.controlid)
    if state is control_ids.Claim.RUNNING:
        raise faults.in_process(function.controlid)
    if state is control_ids.Claim.DONE:
        raise faults.already_done(function.controlid)


def _act(errand: Errand, work: Work, function: FunctionCall) -> Outcome:
    handler = errand.house.functions.get(function.name)
    if handler is None:
        raise faults.not_available(function.name)
    call = Call(
        actor=errand.actor,
        house=errand.house,
        work=work,
        clock=errand.clock,
        function=function.name,
        pretty=errand.pretty,
        endpoint=errand.endpoint,
        switches=errand.switches,
    )
    return handler(call, function.node)


def _failed(function: FunctionCall, found: Sequence[Fault]) -> Result:
    return Result(status="failure", function=function.name, controlid=function.controlid, faults=tuple(found))


def _defect(function: FunctionCall) -> Fault:
    support = support_id()
    log.exception(  # noqa: LOG004 (called from the handlers above)
        "defect", function=function.name, controlid=function.controlid, support_id=support
    )
    return replace(faults.UNEXPECTED, why=f"see the log entry with support id {support}")
