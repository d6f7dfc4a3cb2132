"""What does the release binary take: calls for a sweep, memory, bytes in the browser, and time against the AWS CLI?

Each part prints a section in Markdown; scripts/bench runs them. Simulator and console are processes of their own,
joined by HTTP, as they would be with Amazon.
"""

import contextlib
import http.cookiejar
import json
import math
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

BINARY = os.environ["BINARY"]
REGIONS = ["eu-west-1", "us-east-1", "us-west-2"]
ACCOUNTS = {"production": "111122223333", "research": "444455556666"}
SCOPES = len(REGIONS) * len(ACCOUNTS)


@contextlib.contextmanager
def process(*arguments, env=None):
    """Runs the binary; gives it and the lines that it has printed so far."""
    child = subprocess.Popen([BINARY, *map(str, arguments)], stdout=subprocess.PIPE, text=True, env={**os.environ, **(env or {})})
    try:
        yield child
    finally:
        child.terminate()
        child.wait(30)


def line_with(child, pattern):
    for line in child.stdout:
        if found := re.search(pattern, line):
            return found.group(1)
    raise SystemExit(f"{BINARY} ended without a line like {pattern}")


@contextlib.contextmanager
def simulated(fleet, rate="off"):
    with process("simulate", "--port", 0, "--fleet", fleet, "--rate", rate, "--clock", "instant", "--control") as child:
        yield line_with(child, r"simulator ready on (http\S+)")


def control(simulator, verb):
    request = urllib.request.Request(f"{simulator}/_control/{verb}", b"{}", {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request))


@contextlib.contextmanager
def served(simulator, per_second, burst):
    """A console with the accounts of the simulated estate; gives the process, its address, a client and its database."""
    with tempfile.TemporaryDirectory() as folder:
        accounts = "".join(
            f'[[account]]\nname = "{name}"\nrole_arn = "arn:aws:iam::{number}:role/deskwarden"\nregions = {json.dumps(REGIONS)}\n'
            for name, number in ACCOUNTS.items()
        )
        config = pathlib.Path(folder, "deskwarden.toml")
        config.write_text(
            f'listen = "127.0.0.1:0"\ndata = "{folder}"\nendpoint = "{simulator}"\nsweep_seconds = 3600\n'
            f"[rate]\nper_second = {per_second}\nburst = {burst}\nshare = 0.9\n{accounts}"
        )
        aws = {"AWS_ENDPOINT_URL": simulator, "AWS_ACCESS_KEY_ID": "111122223333", "AWS_SECRET_ACCESS_KEY": "any", "AWS_REGION": REGIONS[0]}
        with process("serve", "--config", config, env=aws) as child:
            link = line_with(child, r"sign in, once, with (http\S+)")
            address = link.split("/sign-in", 1)[0]
            yield child, address, signed_in(link, address), next(file for file in pathlib.Path(folder).iterdir() if file.suffix in (".db", ".sqlite"))


def signed_in(link, address):
    client = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    token = urllib.parse.parse_qs(urllib.parse.urlparse(link).query)["token"][0]
    body = urllib.parse.urlencode({"token": token}).encode()
    client.open(urllib.request.Request(f"{address}/sign-in/once", body, {"Origin": address, "Sec-Fetch-Site": "same-origin"}))
    return client


def await_sweep(database):
    """Waits until each scope was swept whole, connections included; says how long it took and how many there are."""
    begun = time.monotonic()
    ask = "select (select count(*) from scope where swept_at is not null), (select count(*) from workspace), (select count(*) from workspace where tags_read is not null)"
    while True:
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            swept, known, tagged = db.execute(ask).fetchone()
        if swept == SCOPES and known > 0 and tagged == known:
            return time.monotonic() - begun, known
        time.sleep(0.2)


def calls():
    print("## Calls of a full sweep\n\nOf 10,000 WorkSpaces in six scopes, counted by the simulator, with the rate limit on.\n")
    with simulated(10_000, "2/5") as simulator, served(simulator, 2, 5) as (_, _, _, database):
        seconds, known = await_sweep(database)
        requests = control(simulator, "log")["requests"]
        shares = {}
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
            shares = [count for (count,) in db.execute("select count(*) from workspace group by scope_id")]
    counted = {}
    for request in requests:
        counted[request["operation"]] = counted.get(request["operation"], 0) + 1
    least = sum(math.ceil(count / 25) for count in shares)
    throttled = sum(request["error_code"] == "ThrottlingException" for request in requests)
    print("| operation | calls | at least |\n|---|---:|---:|")
    for operation, count in sorted(counted.items()):
        needed = least if operation in ("DescribeWorkspaces", "DescribeWorkspacesConnectionStatus") else ""
        print(f"| {operation} | {count:,} | {needed} |")
    print(f"\n{known:,} WorkSpaces, all read after {seconds:.0f} s; {throttled} calls were throttled.")


def memory():
    print("## Memory of `serve`\n\nResident, after everything was swept and 50 pages of the fleet were drawn.\n")
    print("| WorkSpaces | resident | at most so far |\n|---:|---:|---:|")
    for fleet in (1_000, 100_000):
        with simulated(fleet) as simulator, served(simulator, 1_000, 500) as (child, address, client, database):
            _, known = await_sweep(database)
            for page in range(50):
                sort = ("user", "-last_active", "state", "computer", "bundle")[page % 5]
                client.open(f"{address}/fleet?sort={sort}").read()
            status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
            now, most = (int(re.search(rf"{name}:\s+(\d+)", status).group(1)) / 1024 for name in ("VmRSS", "VmHWM"))
            print(f"| {known:,} | {now:.0f} MB | {most:.0f} MB |", flush=True)


def size():
    print("## Bytes in the browser\n\nEvery page needs the first three; of the pieces, one page needs its own and some small ones.\n")
    print("| file | brotli |\n|---|---:|")
    files = {file.name.removesuffix(".br"): file.stat().st_size / 1000 for file in pathlib.Path("target/site/pkg").glob("*.br")}
    for name in ("deskwarden.wasm", "deskwarden.js", "deskwarden.css"):
        print(f"| {name} | {files[name]:,.0f} kB |")
    pieces = {name: kilobytes for name, kilobytes in files.items() if re.match(r"(split|chunk)_.*\.wasm$", name)}
    print(f"| {len(pieces)} pieces of the module, together | {sum(pieces.values()):,.0f} kB |")
    print(f"| the largest of them | {max(pieces.values()):,.0f} kB |")


def cli():
    print("## Which of 10,000 desktops are in ERROR?\n\nAll accounts and regions, against the same simulator, with Amazon's rate limit.\n")
    with simulated(10_000, "2/5") as simulator:
        begun, found = time.monotonic(), 0
        for account in ACCOUNTS.values():
            for region in REGIONS:
                env = {**os.environ, "AWS_ENDPOINT_URL": simulator, "AWS_ACCESS_KEY_ID": account, "AWS_SECRET_ACCESS_KEY": "any"}
                ask = ["aws", "workspaces", "describe-workspaces", "--region", region, "--output", "json"]
                ask += ["--query", "Workspaces[?State=='ERROR'].WorkspaceId"]
                found += len(json.loads(subprocess.run(ask, env={**env, "AWS_RETRY_MODE": "adaptive", "AWS_MAX_ATTEMPTS": "20"}, check=True, capture_output=True).stdout))
        by_cli = time.monotonic() - begun
    with simulated(10_000) as simulator, served(simulator, 1_000, 500) as (_, address, client, database):
        await_sweep(database)
        times = []
        for _ in range(20):
            begun = time.monotonic()
            page = client.open(f"{address}/fleet?state=ERROR").read().decode()
            times.append(time.monotonic() - begun)
    rows = len(set(re.findall(r'name="selected\[\]" value="([^"]+)"', page)))
    print("| way | answer | found |\n|---|---:|---:|")
    print(f"| AWS CLI, six times describe-workspaces | {by_cli:.0f} s | {found} |")
    print(f"| console, the page /fleet?state=ERROR (median of 20) | {sorted(times)[10] * 1000:.0f} ms | {rows} |")
    print("\nThe console answers from its inventory, which is as old as docs/freshness.md says; the CLI asks anew each time.")


{"calls": calls, "memory": memory, "size": size, "cli": cli}[sys.argv[1]]()
