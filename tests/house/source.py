"""Read the sources once, for the tests that look at them."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "ledgergate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One Python file of the house: where it stands, and what it says."""

    path: str
    room: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Name a place as editors understand it."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def modules() -> tuple[Module, ...]:
    """Read every module of the package."""
    return tuple(read(path) for path in sorted(SOURCE.rglob("*.py")))


def read(path: Path) -> Module:
    """Read one module; its room is the folder below the package, or nothing for the package itself."""
    text = path.read_text(encoding="utf-8")
    inside = path.relative_to(SOURCE).parts
    return Module(
        path=path.relative_to(ROOT).as_posix(),
        room=inside[0] if len(inside) > 1 else "",
        text=text,
        tree=ast.parse(text, filename=str(path)),
    )


@cache
def files() -> tuple[Path, ...]:
    """List the files that belong to the project: those that git knows or would take."""
    command = ("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout.decode()
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Walk all functions of a module, methods and inner ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name_of(node: ast.expr) -> str:
    """Give the last word of a name or an attribute, else nothing."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
