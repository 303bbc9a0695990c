"""What REDbot notes of addresses: `[[URL, method, fields], …]` on standard input, one object for each on standard output.

Runs with the Python of .venv-wire. REDbot asks for each address as it is, by a condition, by a range and compressed.
"""

import json
import sys
from configparser import ConfigParser

import thor
from redbot.resource import HttpResource


def main() -> None:
    configuration = ConfigParser()
    configuration.read_dict({"redbot": {"enable_local_access": "True"}})
    asked = json.load(sys.stdin)
    found = [None] * len(asked)

    def begin(number: int) -> None:
        url, method, fields = asked[number]
        resource = HttpResource(configuration["redbot"])
        resource.set_request(url, method=method, headers=[tuple(field) for field in fields])

        @thor.events.on(resource)
        def check_done() -> None:
            fetches = [resource, *resource.subreqs.values()]
            found[number] = {
                "url": url,
                "status": resource.response.status_code,
                "fault": str(resource.fetch_error or ""),
                "notes": [(note.level.value, type(note).__name__, str(note)) for fetch in fetches for note in fetch.response.notes],
                "conditions": resource.inm_support,
                "ranges": resource.partial_support,
                "gzip": resource.gzip_support,
            }
            if number + 1 < len(asked):
                begin(number + 1)
            else:
                thor.stop()

        resource.check()

    begin(0)
    thor.run()
    json.dump(found, sys.stdout)


main()
