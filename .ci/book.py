"""Runs every snippet of README.md and docs/**/*.md, compares what is printed, and checks the links.

    python3 .ci/book.py [--score PATH] [--cargo] [--no-links] [PAGE ...]

The kinds of snippets are listed in CONTRIBUTING.md, "How the book runs". Every page runs in a folder of its own, where
`fixtures` links to the project's; the README runs in the root of the repository. With pages named, only those run.
Without --cargo, `cargo run … -- ARGUMENTS` runs the built `score` and other lines of cargo are left out.
"""

import argparse
import collections
import concurrent.futures
import copy
import difflib
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from book_pages import DOCS, ROOT, broken_links, parsed, summary_faults

BASE = json.loads((DOCS / "base.json").read_text(encoding="utf-8"))
FRAGMENTS = "top index dimension indicator rule aggregate weights missing task adjustment grade".split()
NOT_RUN = {"rust", "python", "r", "toml", "yaml", "csv", "markdown"}
SECONDS = 60


class Wrong(Exception):
    """What is wrong with a snippet."""


class Page:
    """One page: its blocks run in order in its folder; `faults` and `counts` say what came of it."""

    def __init__(self, path, options):
        self.path, self.options = path, options
        self.blocks, self.prose, faults = parsed(path.read_text(encoding="utf-8"))
        self.counts = collections.Counter(pages=1)
        self.faults = [self.fault(*fault) for fault in faults]
        self.printed = None  # {"stdout": …, "stderr": …} of the last command; "skipped" where it was not run

    def fault(self, line, what):
        return f"{self.path.relative_to(ROOT)}:{line}: {what}"

    def check_links(self):
        broken, self.counts["links"] = broken_links(self.path, self.prose)
        self.faults += [self.fault(*fault) for fault in broken]

    def run(self):
        with tempfile.TemporaryDirectory(prefix="book-") as folder:
            self.folder = pathlib.Path(folder)
            (self.folder / "fixtures").symlink_to(ROOT / "fixtures")
            for block in self.blocks:
                try:
                    self.run_block(block)
                except Wrong as wrong:
                    self.faults.append(self.fault(block.line, str(wrong)))
        return self

    def run_block(self, block):
        if block.language == "text" or "output" in block.flags:
            return self.compare(block)
        self.printed = None
        if "file" in block.flags:
            return self.save(block.flags["file"], block.text)
        if block.language == "json":
            return self.judge(block)
        if block.language == "sh":
            return self.command_lines(block)
        if block.language == "python" and "run" in block.flags:
            return self.python(block)
        if block.language not in NOT_RUN:
            raise Wrong(f"a block of `{block.language}` is of no known kind")
        self.counts["blocks of rust, left to cargo test" if block.language == "rust" else "blocks shown only"] += 1

    # Documents and fragments

    def judge(self, block):
        """Has `score check` accept or refuse a document or a fragment."""
        kinds = [kind for kind in block.flags if kind != "refused"] or [kind for kind in block.flags]
        if len(kinds) != 1 or kinds[0] not in ("document", "refused", *FRAGMENTS):
            raise Wrong(f"`json` of kind {' and '.join(kinds) or 'none'}: expected one known kind of snippet")
        if kinds[0] in FRAGMENTS:
            name, text = "fragment.json", json.dumps(merged(kinds[0], read_json(block.text)), ensure_ascii=False)
        else:
            name, text = block.flags[kinds[0]] or "document.json", block.text
        refused = "refused" in block.flags
        done = self.execute([self.options.score, "check", name], self.save(name, text))
        self.counts["refused" if refused else "accepted"] += 1
        if done.returncode != int(refused):
            verdict = "accepts" if refused else "refuses"
            raise Wrong(f"`score check` {verdict} it\n{done.stderr or done.stdout}".rstrip())

    def save(self, name, text):
        """Saves an input in the page's folder, and returns where; a path is a file of the repository, shown as is."""
        if "/" not in name:
            (self.folder / name).write_text(text, encoding="utf-8")
            return self.folder
        if not (ROOT / name).exists() or (ROOT / name).read_text(encoding="utf-8") != text:
            raise Wrong(f"differs from {name}")
        return ROOT

    # Commands and what they print

    def execute(self, command, folder, seconds=SECONDS):
        try:
            return subprocess.run(command, cwd=folder, env=self.options.environment, capture_output=True, text=True,
                                  encoding="utf-8", stdin=subprocess.DEVNULL, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise Wrong(f"took more than {seconds} seconds: {' '.join(command)}") from None

    def command_lines(self, block):
        for line in block.text.replace("\\\n", " ").splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                self.command_line(line.strip())

    def command_line(self, line):
        is_readme = self.path.parent == ROOT
        expected = int((re.search(r"# exits (\d+)", line) or [0, 0])[1])
        cargo = line.split()[0] == "cargo"
        if cargo and not self.options.cargo:
            run = re.match(r"cargo run\b.*? -- (.*)", line)
            if not run:
                self.counts["lines of cargo left out"] += 1
                self.printed = "skipped"
                return
            line = f"score {run[1]}"
        done = self.execute(["bash", "-o", "pipefail", "-c", line], ROOT if is_readme else self.folder,
                            3600 if cargo else SECONDS)
        self.counts["commands"] += 1
        self.printed = {"stdout": done.stdout, "stderr": done.stderr}
        if cargo and " test" in line:  # The tests' own lines belong into the log.
            print(done.stdout, flush=True)
        if done.returncode != expected:
            raise Wrong(f"`{line}` exits {done.returncode}, not {expected}\n{done.stderr}".rstrip())

    def python(self, block):
        if not self.options.pandas:
            self.counts["python skipped (no numpy or pandas here)"] += 1
            self.printed = "skipped"
            return
        done = self.execute([sys.executable, "-c", block.text], self.folder)
        self.counts["python"] += 1
        self.printed = {"stdout": done.stdout, "stderr": done.stderr}
        if done.returncode:
            raise Wrong(f"python fails\n{done.stderr}".rstrip())

    def compare(self, block):
        if "plain" in block.flags:
            self.counts["blocks shown only"] += 1
        elif self.printed is None:
            raise Wrong("no command stands right before this output; a formula or a diagram is `text,plain`")
        elif self.printed != "skipped":
            self.counts["outputs"] += 1
            difference = differing(block.text, self.printed["stderr" if "stderr" in block.flags else "stdout"])
            if difference:
                raise Wrong(f"the command prints something else\n{difference}")


def read_json(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Wrong(f"no JSON: {error}") from None


def merged(kind, part):
    """The base document with a fragment of that kind in it."""
    document = copy.deepcopy(BASE)
    index = document["indexes"][0]
    dimension = index["children"][0]
    indicator = dimension["children"][0]
    owner = {"index": index, "aggregate": index, "weights": index, "grade": index, "dimension": dimension,
             "indicator": indicator, "rule": indicator, "missing": indicator}.get(kind, document)
    several = {"task": "tasks", "adjustment": "adjustments", "grade": "grades"}
    if kind in several:
        part = {several[kind]: part if isinstance(part, list) else [part]}
    elif kind in ("rule", "aggregate", "weights", "missing"):
        part = {kind: part}
    if not isinstance(part, dict):
        raise Wrong(f"a fragment of kind `{kind}` is an object")
    for name, value in part.items():
        if kind == "top" and isinstance(value, dict) and isinstance(owner.get(name), dict):
            for subject, figures in value.items():
                value[subject] = {**owner[name].get(subject, {}), **figures}
            value = {**owner[name], **value}
        owner[name] = value
    if "children" not in part and isinstance(owner.get("weights"), dict) and "from" in owner["weights"]:
        for child in owner["children"]:
            del child["weight"]
    return document


def differing(shown, printed):
    """How a shown output differs from the printed one; a line `…` stands for any number of lines."""
    shown, printed = shown.rstrip("\n").split("\n"), printed.rstrip("\n").split("\n")
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line) + r"\n" for line in shown)
    if re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)):
        return ""
    return "\n".join(difflib.unified_diff(shown, printed, "shown", "printed", lineterm="", n=1))


def options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=pathlib.Path, help="only these pages")
    parser.add_argument("--score", help="the built command; else EVALINDEX_SCORE, target/release/score, or the PATH's")
    parser.add_argument("--cargo", action="store_true", help="run the lines of cargo as they stand")
    parser.add_argument("--no-links", action="store_true", help="leave links and SUMMARY.md unchecked")
    given = parser.parse_args()
    built = ROOT / "target/release/score"
    score = given.score or os.environ.get("EVALINDEX_SCORE") or (built if built.exists() else shutil.which("score"))
    if not score or not pathlib.Path(score).exists():
        parser.error("no `score`: build it, or name it by --score or EVALINDEX_SCORE")
    given.score = str(pathlib.Path(score).resolve())
    given.pandas = all(importlib.util.find_spec(name) for name in ("numpy", "pandas"))
    given.bin = tempfile.TemporaryDirectory(prefix="book-bin-")
    (pathlib.Path(given.bin.name) / "score").symlink_to(given.score)
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    given.environment = {**kept, "PATH": f"{given.bin.name}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
    return given


def main():
    given = options()
    every = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if path.name != "SUMMARY.md")]
    pages = [Page(path.resolve(), given) for path in given.pages or every]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(Page.run, pages))
    if not given.no_links:
        for page in pages:
            page.check_links()
    faults = [fault for page in pages for fault in page.faults]
    if not (given.pages or given.no_links):
        faults += summary_faults(every)
    counts = sum((page.counts for page in pages), collections.Counter())
    if not given.pages and not all(counts[kind] for kind in ("accepted", "refused", "commands", "outputs")):
        faults.append("too little was run: no document, refusal, command or output at all")
    print("\n".join(faults + [f"book: {', '.join(f'{count} {kind}' for kind, count in counts.items())}"]), flush=True)
    if faults:
        sys.exit(f"book: {len(faults)} faults")


main()
