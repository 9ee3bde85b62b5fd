"""Runs the README's commands as they stand, and compares what they print with what the README shows.

A block fenced as `sh` is run line by line with bash. A block fenced as `text` right after it is what the last of those
commands prints on standard output; it must be the same to the letter.
"""

import pathlib
import re
import subprocess
import sys

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(command):
    print(f"$ {command}", flush=True)
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout, end="", flush=True)
    return done


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    blocks = FENCE.findall((root / "README.md").read_text(encoding="utf-8"))
    printed = None
    compared = ran = 0
    for language, text in blocks:
        if language == "sh":
            for command in filter(None, map(str.strip, text.splitlines())):
                done = run(command)
                ran += 1
                # `score check` on a document with a fault exits 1: the README says so beside it.
                if done.returncode != 0 and "# exits 1" not in command:
                    sys.exit(f"README: `{command}` exited {done.returncode}")
                printed = done.stdout
        elif language == "text" and printed is not None:
            if text.strip() != printed.strip():
                sys.exit(f"README shows\n{text}\nbut the command printed\n{printed}")
            compared += 1
            printed = None
        else:
            printed = None
    print(f"README: {ran} commands ran, {compared} outputs compared")
    if ran < 2 or compared < 1:
        sys.exit("README: too little was run")


main()
