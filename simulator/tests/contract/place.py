"""Where is the simulator, and how is it called?

The address comes in DESKWARDEN_SIMULATOR_URL. It must run with
`--clock instant --rate off --fleet 300 --control`.
"""

import itertools
import json
import os
import urllib.request
import uuid

import botocore.loaders
import botocore.session
import boto3
from botocore.config import Config

URL = os.environ["DESKWARDEN_SIMULATOR_URL"].rstrip("/")
ACCOUNT = "111122223333"
OTHER = "444455556666"
REGION = "eu-west-1"

# How the tests speak. botocore prefers JSON where a service has both.
PROTOCOLS = ("json", "smithy-rpc-v2-cbor")


class OneProtocol(botocore.loaders.Loader):
    """Reads the models of botocore, and lets WorkSpaces have one protocol only."""

    protocol = "json"

    def load_service_model(self, service_name, type_name, api_version=None):
        model = super().load_service_model(service_name, type_name, api_version)
        if service_name == "workspaces" and type_name == "service-2":
            one = {"protocols": [self.protocol], "protocol": self.protocol}
            model = {**model, "metadata": {**model["metadata"], **one}}
        return model


def session(protocol="json"):
    """A botocore session whose WorkSpaces speak this protocol."""
    loader = OneProtocol(include_default_search_paths=True)
    loader.protocol = protocol
    made = botocore.session.get_session()
    made.register_component("data_loader", loader)
    return boto3.Session(botocore_session=made)


SESSIONS = {protocol: session(protocol) for protocol in PROTOCOLS}


def client(service, key=ACCOUNT, region=REGION, token=None, protocol="json", checked=True):
    """A client that calls once and does not repeat; unchecked, it also sends what botocore would refuse."""
    return SESSIONS[protocol].client(
        service,
        endpoint_url=URL,
        region_name=region,
        aws_access_key_id=key,
        aws_secret_access_key="any",
        aws_session_token=token,
        config=Config(retries={"total_max_attempts": 1}, parameter_validation=checked),
    )


def control(door, body=None):
    """One request at the control door."""
    request = urllib.request.Request(
        f"{URL}/_control/{door}",
        data=json.dumps(body or {}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def new_user():
    """A user name that no other run has taken."""
    return f"u{uuid.uuid4().hex[:12]}"


RUN = uuid.uuid4().hex[:6]
NUMBERS = itertools.count(1)


def empty_region():
    """The name of a region in which nobody has made anything: Amazon's bundles are there, and no more."""
    return f"test-{RUN}-{next(NUMBERS)}"
