"""Which inputs of an operation are valid, and which are one change away from it?

Made from botocore's own model of the service. Valid ones: with only what is required, with everything, and
with one optional member at a time (and what the service wants besides). Invalid ones: each limit of the model
broken at each place, one at a time.
"""

import copy
import re

from answers import complaints, matches
from refused import WANTED
from samples import ABSENT, BY_PATH, BY_SHAPE
from world import PNG

REMOVED = object()

# JSON of another type than that of the shape.
WRONG = {
    "blob": 7,
    "boolean": "yes",
    "integer": "seven",
    "list": {"one": 1},
    "map": ["one"],
    "string": 7,
    "structure": ["one"],
}

# No pattern of the model has these; the last breaks `.*`.
STRANGE = ["!", "¡", "a b", "\n"]


def value(world, shape, path, everything):
    """A valid value of a shape, or ABSENT."""
    made = BY_PATH.get(path) or BY_SHAPE.get(shape.name)
    if made:
        return made(world)
    kind, rules = shape.type_name, shape.metadata
    if kind == "structure":
        wanted = shape.members if everything else shape.required_members
        inner = {name: value(world, shape.members[name], f"{path}.{name}", everything) for name in wanted}
        return {name: one for name, one in inner.items() if one is not ABSENT}
    if kind == "list":
        least = max(1, rules.get("min", 1))
        return [value(world, shape.member, f"{path}[]", everything) for _ in range(least)]
    if kind == "map":
        key = value(world, shape.key, f"{path}.key", everything)
        return {key: value(world, shape.value, f"{path}.value", everything)}
    if kind == "boolean":
        return True
    if kind == "blob":
        return PNG
    if kind == "integer":
        return rules.get("min", 1)
    if getattr(shape, "enum", None):
        return shape.enum[0]
    return "text"[: rules.get("max", 4)].ljust(rules.get("min", 0), "x")


def with_members(world, operation, members, everything=False):
    """An input with these members."""
    shape = operation.input_shape
    path = operation.name
    made = {name: value(world, shape.members[name], f"{path}.{name}", everything) for name in members}
    return {name: one for name, one in made.items() if one is not ABSENT}


def required(world, operation):
    """The input with only what is required, all the way down."""
    shape = operation.input_shape
    return with_members(world, operation, shape.required_members) if shape else {}


def everything(world, operation, token=None):
    """The input with all members, all the way down. A token can't be made up, so that it must be given."""
    shape = operation.input_shape
    members = list(shape.members) if shape else []
    made = with_members(world, operation, [name for name in members if name != "NextToken"], everything=True)
    return {**made, "NextToken": token} if token and "NextToken" in members else made


def kinds(operation):
    """The names of the valid inputs of an operation."""
    shape = operation.input_shape
    optional = [name for name in shape.members if name not in shape.required_members] if shape else []
    return ["required", "everything"] + [f"with {name}" for name in optional]


def valid(world, operation, kind):
    """A valid input of that name."""
    if kind == "required":
        made = required(world, operation)
    elif kind == "everything":
        made = everything(world, operation)
    else:
        members = [*WANTED.get(operation.name, []), kind.removeprefix("with ")]
        made = {**required(world, operation), **with_members(world, operation, members, everything=True)}
    wrong = complaints(operation.input_shape, made)
    assert not wrong, f"{operation.name} {kind}: the input itself is wrong: {wrong}"
    return made


def invalid(operation, good):
    """All inputs that one change makes of a good one: the change, whether it is a wrong type, and the input."""
    for way, shape, inner in places(operation.input_shape, good):
        at = ".".join(str(step) for step in way) or "the input"
        for kind, changed in breaks(shape, inner):
            yield f"{kind} at {at}", kind == "wrong type", put(good, way, changed)
        if shape.type_name == "structure":
            for name in shape.required_members:
                if name in inner:
                    yield f"missing {name} at {at}", False, put(good, (*way, name), REMOVED)


def places(shape, inner, way=()):
    """Each place in an input; of a list the first."""
    yield way, shape, inner
    if shape.type_name == "structure":
        for name, one in inner.items():
            yield from places(shape.members[name], one, (*way, name))
    if shape.type_name == "list":
        yield from places(shape.member, inner[0], (*way, 0))
    if shape.type_name == "map":
        for key, one in inner.items():
            yield from places(shape.value, one, (*way, key))


def breaks(shape, good):
    """Each limit of one shape, broken: how, and the value."""
    kind, rules = shape.type_name, shape.metadata
    least, most = rules.get("min"), rules.get("max")
    yield "wrong type", WRONG[kind]
    if kind == "integer":
        if least is not None:
            yield "too small", least - 1
        if most is not None:
            yield "too large", most + 1
    if kind in ("string", "list", "blob"):
        if least:
            yield "too short", good[: least - 1]
        if most is not None:
            yield "too long", (good * (most + 1))[: most + 1]
    if kind == "string" and getattr(shape, "enum", None):
        yield "unknown word", "NO_SUCH_WORD"
    if kind == "string" and "pattern" in rules:
        yield "broken pattern", strange(rules["pattern"], good)


def strange(pattern, good):
    """A text of about the same length that does not have the pattern."""
    found = (good[:-1] + mark for mark in STRANGE)
    for text in [*found, *(mark * max(1, len(good)) for mark in STRANGE)]:
        if not matches(pattern, text):
            return text
    raise AssertionError(f"no text breaks {pattern}")


def put(root, way, changed):
    """A copy with another value at one place."""
    if not way:
        return changed
    root = copy.copy(root)
    step, *rest = way
    if not rest and changed is REMOVED:
        del root[step]
    else:
        root[step] = put(root[step], rest, changed)
    return root


def method(operation):
    """What boto3 calls an operation."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", operation.name).lower()
