"""Who calls the page of sealed text: the dispatcher of a request, and no expression that lies in the database.

A system administrator can have an expression run inside a clinician's own request: in a template, a server action, a
rule. There the session, the user and the headers are the clinician's. What differs is who calls.
"""

import builtins

from odoo.http import HttpDispatcher


def is_dispatched(frame, route):
    """Whether the dispatcher of requests called this frame's function, through its `route`, and nothing else did."""
    frame = frame.f_back
    if frame is None or frame.f_code is not route.__code__:
        return False
    frame = frame.f_back
    while frame is not None and frame.f_code.co_name == "_dispatch":  # of ir.http, and of what extends it
        frame = frame.f_back
    return frame is not None and frame.f_code is HttpDispatcher.dispatch.__code__


def runs_expression(frame):
    """Whether an expression of the database is among the callers, or a lambda that one of them left behind.

    `safe_eval` and QWeb run what they compile with builtins of their own.
    """
    while frame is not None:
        if frame.f_builtins is not vars(builtins):
            return True
        frame = frame.f_back
    return False
