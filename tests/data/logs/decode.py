"""Turns the tagged JSON of payloads.json into the Python values that a script would pass.

A JSON object with exactly one key that starts with "$" is a tag:
  {"$float": "nan" | "inf" | "-inf"}     {"$int": "9223372036854775808"}      {"$codepoints": [97, 55296]} (text)
  {"$tuple": [...]}  {"$set": [...]}     {"$bytes": "hex"}                    {"$intkeys": [[0, "car"], ...]} (a dict)
  {"$repeat": [value, times]} (a list, or text if value is text)              {"$range": n} (0 .. n-1)
  {"$nest": ["list" | "dict", depth, leaf]}                                   {"$file": "path below this data folder"}
  {"$numpy": {"dtype": "float32", "shape": [2, 2], "fill": 0.5} | {..., "values": [...]}}     {"$enum": "LINE"}
"""

import json
import pathlib

HERE = pathlib.Path(__file__).resolve().parent


def decode(v, enum=lambda name: name):
    if isinstance(v, list):
        return [decode(i, enum) for i in v]
    if not isinstance(v, dict):
        return v
    tag = next(iter(v), "")
    if len(v) != 1 or not tag.startswith("$"):
        return {k: decode(i, enum) for k, i in v.items()}
    x = v[tag]
    if tag == "$float":
        return float(x)
    if tag == "$int":
        return int(x)
    if tag == "$codepoints":
        return "".join(map(chr, x))
    if tag == "$tuple":
        return tuple(decode(x, enum))
    if tag == "$set":
        return set(x)
    if tag == "$bytes":
        return bytes.fromhex(x)
    if tag == "$intkeys":
        return {k: decode(i, enum) for k, i in x}
    if tag == "$repeat":
        value = decode(x[0], enum)
        return value * x[1] if isinstance(value, str) else [value] * x[1]
    if tag == "$range":
        return list(range(x))
    if tag == "$nest":
        kind, depth, leaf = x
        for _ in range(depth):
            leaf = [leaf] if kind == "list" else {"k": leaf}
        return leaf
    if tag == "$file":
        return str(HERE.parent / x)
    if tag == "$enum":
        return enum(x)
    if tag == "$numpy":
        import numpy as np

        if "fill" in x:
            return np.full(x["shape"], x["fill"], x["dtype"])
        return np.array(decode(x["values"]), x["dtype"]).reshape(x["shape"])
    raise ValueError(f"unknown tag {tag}")


def cases(path=HERE / "payloads.json"):
    return json.loads(path.read_text(encoding="ascii"))["cases"]


if __name__ == "__main__":
    for c in cases():
        try:
            decode(c)
        except ImportError:
            print("needs numpy:", c["id"])
    print(len(cases()), "cases")
