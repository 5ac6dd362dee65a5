"""Lets parts of a window call their owner without keeping it alive."""

from collections.abc import Callable
from types import MethodType
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def weakly(method: Callable[P, R]) -> Callable[P, R]:
    """The method with a weak reference to its object; returns None once the object is gone.

    With strong references between owner and parts, only the garbage collector could free the owner,
    possibly while one of its parts is being destroyed.
    """
    known: WeakMethod[Any] = WeakMethod(cast(MethodType, method))

    def call(*values: P.args, **named: P.kwargs) -> R:
        bound = known()
        return cast(R, bound(*values, **named) if bound is not None else None)

    return call
