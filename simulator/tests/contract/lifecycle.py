"""What do all tests of a person's doings share: a world, and how a refusal is looked at?"""

import unittest

from botocore.exceptions import ClientError

from answers import refusal
from place import ACCOUNT, PROTOCOLS
from world import World


class Lifecycle(unittest.TestCase):
    """Tests of one family of operations, over one protocol."""

    protocol = "json"

    def world(self, account=ACCOUNT):
        """A region of its own."""
        return World(account, protocol=self.protocol)

    def refused(self, code, words, call, **given):
        """The call is refused with this code, and with these words in its message."""
        with self.assertRaises(ClientError) as refused:
            call(**given)
        found, message, status, request_id = refusal(refused.exception)
        self.assertEqual((found, status), (code, 400), message)
        self.assertIn(words, message)
        self.assertTrue(request_id)


def over_each_protocol(module, *cases):
    """Adds to a module, for each protocol but JSON, the same tests over it."""
    for case in cases:
        for protocol in PROTOCOLS[1:]:
            name = f"{case.__name__}Over{protocol.title().replace('-', '')}"
            members = {"protocol": protocol, "__module__": case.__module__}
            module[name] = type(name, (case,), members)
