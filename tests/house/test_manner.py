"""The manner of the code: no asserts as validation, no floats beside money, no state and no work at import."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from house.source import modules, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MONEY_ROOMS: Final = frozenset({"engine", "ledger", "applications", "kits", "store"})

SUPERVISING: Final = frozenset({"src/ledgergate/store/embedded.py", "src/ledgergate/store/launch.py"})
"""Modules that look after a process, count seconds and never see an amount."""

GROWING: Final = frozenset({"append", "add", "update", "setdefault", "pop", "popitem", "clear", "extend", "insert", "remove", "discard"})

MUTABLE: Final = frozenset(
    {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "WeakKeyDictionary", "ContextVar", "Lock", "RLock"}
)


def test_nothing_is_validated_by_assert() -> None:
    found = [each.at(node) for each in modules() for node in ast.walk(each.tree) if isinstance(node, ast.Assert)]
    assert found == []


def test_money_rooms_know_no_float() -> None:
    """Seconds are no money: a constant whose name ends in SECONDS may be a fraction."""
    found = [
        each.at(node)
        for each in modules()
        if each.room in MONEY_ROOMS and each.path not in SUPERVISING
        for statement in each.tree.body
        if not (isinstance(statement, ast.Assign | ast.AnnAssign) and all(name.endswith("SECONDS") for name in names(statement)))
        for node in ast.walk(statement)
        if (isinstance(node, ast.Name) and node.id == "float") or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]
    assert found == []


def test_no_function_reaches_for_globals() -> None:
    found = [each.at(node) for each in modules() for node in ast.walk(each.tree) if isinstance(node, ast.Global)]
    assert found == []


def test_nothing_is_kept_at_module_level() -> None:
    """A module may hold constants: an upper-case name bound once to a display that nothing changes."""
    found = [
        f"{each.at(node)} {name}"
        for each in modules()
        for name, value, node in bindings(each.tree)
        if name != "__all__" and (kept(value) and not name.lstrip("_").isupper())
    ]
    assert found == []


def test_constants_are_never_changed() -> None:
    found: list[str] = []
    for each in modules():
        constants = {name for name, _, _ in bindings(each.tree) if name.lstrip("_").isupper()}
        found += [each.at(node) for node in ast.walk(each.tree) if changes(node) & constants]
    assert found == []


def test_importing_does_no_work() -> None:
    """Statements at module level define; a bare call there would act."""
    found = [
        each.at(node)
        for each in modules()
        for node in each.tree.body
        if (isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant))
        or isinstance(node, ast.For | ast.While | ast.With | ast.Try)
    ]
    assert found == []


def test_no_dispatch_by_getattr() -> None:
    """A field may be read by its name; what to call is never looked up by one."""
    found = [
        each.at(node)
        for each in modules()
        for node in ast.walk(each.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call) and name_of(node.func.func) == "getattr"
    ]
    assert found == []


def names(statement: ast.Assign | ast.AnnAssign) -> list[str]:
    """Name what a statement binds."""
    return [name_of(target) for target in (statement.targets if isinstance(statement, ast.Assign) else [statement.target])]


def bindings(tree: ast.Module) -> Iterator[tuple[str, ast.expr, ast.stmt]]:
    """Walk what is bound to a name at module level."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield name_of(target), value, node
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield name_of(target), value, node
            case _:
                pass


def kept(value: ast.expr) -> bool:
    """Tell a value that could change from one that cannot."""
    match value:
        case ast.List() | ast.Dict() | ast.Set() | ast.ListComp() | ast.DictComp() | ast.SetComp():
            return True
        case ast.Call(func=func):
            return name_of(func) in MUTABLE
        case _:
            return False


def changes(node: ast.AST) -> set[str]:
    """Name the constants that a statement or call would change."""
    match node:
        case ast.Assign(targets=targets):
            return {name_of(target.value) for target in targets if isinstance(target, ast.Subscript)}
        case ast.Delete(targets=targets):
            return {name_of(target.value) for target in targets if isinstance(target, ast.Subscript)}
        case ast.AugAssign(target=ast.Name(id=name)):
            return {name}
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=verb)) if verb in GROWING:
            return {name}
        case _:
            return set()


def test_changes_are_seen() -> None:
    text = "A['x'] = 1\nB.append(2)\ndel C['y']\nD |= {1}\nfine = A.get('x')"
    seen = [name for node in ast.walk(ast.parse(text)) for name in changes(node)]
    assert sorted(seen) == ["A", "B", "C", "D"]
