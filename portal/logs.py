import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

# Django writes the exception's text, with what was sent, as the message itself.
REFUSALS = "django.security."


class JsonFormatter(logging.Formatter):
    """One line of JSON for each record, without anything that a person wrote.

    The message is its template: what would be filled in (an address, a search,
    the text of an exception) stays out. An exception shows its class and the
    lines of code it passed through. A request that Django refused, such as one for
    another host, is no fault of ours: a warning, whose logger says why.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg),
        }
        if record.name.startswith(REFUSALS) and not record.args:
            line |= {"level": "WARNING", "message": "Refused a request"}
        if status := getattr(record, "status_code", None):
            line["status"] = status
        request = getattr(record, "request", None)
        if match := getattr(request, "resolver_match", None):
            line["view"] = match.view_name
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line)
