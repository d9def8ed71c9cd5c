"""Jinja as it is, with fewer steps for what a page does a thousand times.

Each class says what it leaves out, and draws the same: the Design System's fixtures
and tests/design/test_quick.py hold it to that.
"""

from contextvars import ContextVar
from types import FunctionType
from typing import Any

from django.utils import translation
from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape

# What `thing.name` means for a dict by itself; any other name is a key.
METHODS = frozenset(dir(dict))


# The language of the page that is drawn, which each of its texts asks for.
drawing: ContextVar[str | None] = ContextVar("drawing", default=None)


def current_language() -> str | None:
    return drawing.get() or translation.get_language()


class QuickTemplate(Template):
    """Asks Django for the language once. Is imported without looking for globals of
    its own: there are none but the environment's.
    """

    def render(self, *args: Any, **kwargs: Any) -> str:
        before = drawing.set(translation.get_language())
        try:
            return super().render(*args, **kwargs)
        finally:
            drawing.reset(before)

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


class QuickContext(Context):
    """Calls macros and plain functions without asking what they want to be given."""

    def call(self, called: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not FunctionType or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


def written(value: Any) -> str:
    """Return what stands on the page for `value`, escaped unless it is safe already.

    `escape` makes a new `Markup` of each, only for it to be joined with the others.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int or kind is float:
        return str(value)
    return _escape_inner(value) if kind is str else escape(value)


class QuickGenerator(CodeGenerator):
    """Compiles `{{ value }}` to `written` where Jinja would write `escape`."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        is_escaped = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if is_escaped and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


class QuickEnvironment(Environment):
    """Looks up the keys of a dict without trying its attributes first. The macros ask
    for many that are not there.
    """

    template_class = QuickTemplate
    context_class = QuickContext
    code_generator_class = QuickGenerator
    written = staticmethod(written)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is not dict or attribute in METHODS:
            return super().getattr(obj, attribute)
        try:
            return obj[attribute]
        except KeyError:
            return self.undefined(obj=obj, name=attribute)
