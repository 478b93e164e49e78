"""The service as the API's tests have it."""

from tests.api.conftest import call

__all__ = ["call"]
