"""The content security policy, the same on every page and written once a process.

Every source is the service's own: no page needs an exception, and none can make one.
What is downloaded gets less still: it may do nothing at all.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse

SANDBOX = "default-src 'none'; sandbox"
Handler = Callable[[Any], HttpResponse]


def content_policy(get_response: Handler) -> Handler:
    """Send the policy of settings.CONTENT_SECURITY_POLICY with every answer."""
    policy = build_policy()

    def handle(request: Any) -> HttpResponse:
        response = get_response(request)
        is_download = response.get("Content-Disposition", "").startswith("attachment")
        response[HEADER] = SANDBOX if is_download else policy
        return response

    return handle
