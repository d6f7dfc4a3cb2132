"""Does each operation of the service take what its model allows, answer as its model says, and refuse the rest?"""

import unittest

import botocore.session
from botocore.exceptions import ClientError

import generate
from answers import complaints, modelled, refusal
from picture import picture
from place import PROTOCOLS, client
from raw import Raw
from refused import INVALID, TOKEN_NOT_MODELLED, expected
from world import World

MODEL = botocore.session.get_session().get_service_model("workspaces")
OPERATIONS = [MODEL.operation_model(name) for name in MODEL.operation_names]

# Operations that the simulator does not answer yet.
UNANSWERED = set()

# What an answer is written in.
CONTENT = {"json": "application/x-amz-json-1.1", "smithy-rpc-v2-cbor": "application/cbor"}

# So many invalid inputs must be made at least: a generator that makes none would find no fault.
LEAST_INVALID = 1200


def calls(aws, operation, given):
    """Carries an operation out."""
    return getattr(aws, generate.method(operation))(**given)


class Operations(unittest.TestCase):
    def test_there_are_91(self):
        self.assertEqual(len(OPERATIONS), 91)

    def test_each_protocol_is_spoken(self):
        for protocol in PROTOCOLS:
            with self.subTest(protocol):
                answer = client("workspaces", protocol=protocol).describe_account()
                kind = answer["ResponseMetadata"]["HTTPHeaders"]["content-type"]
                self.assertEqual(kind, CONTENT[protocol])

    def test_valid_inputs_are_taken(self):
        for protocol in PROTOCOLS:
            for operation in OPERATIONS:
                for kind in generate.kinds(operation):
                    with self.subTest(operation.name, kind=kind, protocol=protocol):
                        self.take(operation, kind, protocol)

    def take(self, operation, kind, protocol):
        world = World(protocol=protocol)
        given = generate.valid(world, operation, kind)
        wanted = expected(operation.name, kind)
        if operation.name in UNANSWERED:
            wanted = "UnknownOperationException"
        known = modelled(operation) | ({"ValidationException"} if operation.name in TOKEN_NOT_MODELLED else set())
        try:
            answer = calls(world.aws, operation, given)
        except ClientError as error:
            code, message, status, request_id = refusal(error)
            self.assertEqual(code, wanted, f"{message} {given}")
            self.assertIn(code, known)
            self.assertTrue(message and request_id)
            self.assertEqual(status, 400)
        else:
            self.assertIsNone(wanted, f"it is taken, and not refused: {answer}")
            self.assertEqual(answer["ResponseMetadata"]["HTTPStatusCode"], 200)
            self.assertEqual(complaints(operation.output_shape, answer), [])

    def test_invalid_inputs_are_refused_and_change_nothing(self):
        count = 0
        for operation in OPERATIONS:
            if operation.input_shape is None or operation.name in UNANSWERED:
                continue
            world = World()
            good = generate.everything(world, operation, token="nobody's")
            before = picture(world)
            raw = Raw(world.region)
            clients = [
                client("workspaces", region=world.region, protocol=protocol, checked=False)
                for protocol in PROTOCOLS
            ]
            for what, of_wrong_type, given in generate.invalid(operation, good):
                count += 1
                with self.subTest(operation.name, what=what):
                    if of_wrong_type:
                        self.refused_raw(raw, operation, given)
                        continue
                    self.assertTrue(complaints(operation.input_shape, given), "the input is valid")
                    for aws in clients:
                        self.refused(aws, operation, given)
            raw.close()
            with self.subTest(operation.name, what="nothing changed"):
                self.assertEqual(picture(world), before)
        self.assertGreater(count, LEAST_INVALID)

    def refused(self, aws, operation, given):
        with self.assertRaises(ClientError) as refused:
            calls(aws, operation, given)
        code, message, status, request_id = refusal(refused.exception)
        self.assertIn(code, {"ValidationException"} | ({INVALID} & modelled(operation)), message)
        self.assertEqual(status, 400)
        self.assertTrue(message and request_id)

    def refused_raw(self, raw, operation, given):
        status, headers, body = raw.post(operation.name, given)
        self.assertEqual((status, body.get("__type")), (400, "SerializationException"), body)
        self.assertEqual(headers["x-amzn-errortype"], "SerializationException")
        self.assertTrue(body.get("message") and headers["x-amzn-requestid"])

    def test_what_is_no_json_object_is_refused(self):
        raw = Raw(World().region)
        self.addCleanup(raw.close)
        for operation in OPERATIONS:
            for body in ("{", "[]", '"text"', "7", "null"):
                with self.subTest(operation.name, body=body):
                    self.refused_raw_text(raw, operation, body)

    def refused_raw_text(self, raw, operation, body):
        status, headers, answer = raw.post(operation.name, body)
        self.assertEqual((status, answer["__type"]), (400, "SerializationException"))
        self.assertTrue(answer["message"] and headers["x-amzn-requestid"])

    def test_what_is_no_operation_is_refused(self):
        raw = Raw(World().region)
        self.addCleanup(raw.close)
        status, _, answer = raw.post("DescribeEverything", {})
        self.assertEqual((status, answer["__type"]), (400, "UnknownOperationException"))


if __name__ == "__main__":
    unittest.main()
