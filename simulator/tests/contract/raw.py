"""How is something sent that no client of Amazon's would send?"""

import base64
import http.client
import json
import urllib.parse

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from place import ACCOUNT, URL


class Raw:
    """Signed requests in JSON 1.1, over one connection."""

    def __init__(self, region, account=ACCOUNT):
        self.signer = SigV4Auth(Credentials(account, "any"), "workspaces", region)
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(URL).netloc)

    def close(self):
        self.connection.close()

    def post(self, operation, body):
        """Status, headers and JSON of the answer; a body that is no text is written as JSON."""
        data = body if isinstance(body, str) else json.dumps(body, default=bytes_as_text)
        headers = {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": f"WorkspacesService.{operation}",
        }
        request = AWSRequest(method="POST", url=URL + "/", data=data.encode(), headers=headers)
        self.signer.add_auth(request)
        self.connection.request("POST", "/", data.encode(), dict(request.headers))
        answer = self.connection.getresponse()
        return answer.status, answer.headers, json.loads(answer.read())


def bytes_as_text(value):
    """Bytes as JSON has them."""
    return base64.b64encode(value).decode()
