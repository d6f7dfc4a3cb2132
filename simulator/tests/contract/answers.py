"""Does an answer keep to botocore's own model, and an error to what the operation models?"""

import re

from botocore.validate import ParamValidator

# What the service really sends, though its model has no such word.
OUTSIDE_THE_MODEL = {("WorkspaceDirectoryType", "MicrosoftAD")}


def complaints(shape, value):
    """All that is wrong with an output, or with an input, each in a sentence."""
    if shape is None:
        return []
    value = {name: inner for name, inner in value.items() if name != "ResponseMetadata"}
    report = ParamValidator().validate(value, shape)
    if report.has_errors():
        return [report.generate_report()]
    return list(limits(shape, value, shape.name))


def limits(shape, value, path):
    """What botocore does not look at: members that there are not, words, patterns, lengths and numbers."""
    rules = shape.metadata
    kind = shape.type_name
    if kind == "structure":
        for name, inner in value.items():
            if name not in shape.members:
                yield f"{path}.{name} is not in the model"
            elif inner is None:
                yield f"{path}.{name} is null"
            else:
                yield from limits(shape.members[name], inner, f"{path}.{name}")
        return
    if kind == "list":
        for at, inner in enumerate(value):
            yield from limits(shape.member, inner, f"{path}[{at}]")
    if kind == "map":
        for key, inner in value.items():
            yield from limits(shape.key, key, f"{path} key")
            yield from limits(shape.value, inner, f"{path}[{key}]")
    if kind == "string":
        words = getattr(shape, "enum", None)
        if words and value not in words and (shape.name, value) not in OUTSIDE_THE_MODEL:
            yield f"{path} is {value!r}, which is no word of {shape.name}"
        if "pattern" in rules and not matches(rules["pattern"], value):
            yield f"{path} is {value!r}, and not {rules['pattern']}"
    size = value if kind in ("integer", "long") else len(value) if hasattr(value, "__len__") else None
    if size is not None:
        if size < rules.get("min", size):
            yield f"{path} is {value!r}, below {rules['min']}"
        if size > rules.get("max", size):
            yield f"{path} is {value!r}, above {rules['max']}"


def matches(pattern, text):
    """Whether the whole text has the pattern, or a part of it where the pattern is not tied down."""
    return re.search(pattern, text) is not None


def modelled(operation):
    """The codes of the errors that an operation models."""
    return {shape.metadata.get("error", {}).get("code", shape.name) for shape in operation.error_shapes}


def refusal(error):
    """Code, message, status and request id of what boto3 raised."""
    answer = error.response
    about = answer["ResponseMetadata"]
    return (
        answer["Error"]["Code"],
        answer["Error"].get("Message", ""),
        about["HTTPStatusCode"],
        about.get("RequestId", ""),
    )
