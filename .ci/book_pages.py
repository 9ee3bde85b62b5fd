"""The pages of the book as Markdown: their fenced blocks, their headings, their links, and the table of contents."""

import collections
import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
FENCE = re.compile(r"^(\s*)(`{3,}|~{3,})(.*)$")
LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+\"[^\"]*\")?\)")


@dataclasses.dataclass
class Block:
    """A fenced block: its line, its language, its flags (`name=value` or bare) and its text."""

    line: int
    language: str
    flags: dict
    text: str


def parsed(text):
    """The fenced blocks of a page, its prose without them (same line numbers), and its faults as (line, what)."""
    blocks, prose, faults, fence, opened, lines = [], [], [], None, 0, []
    for number, line in enumerate(text.split("\n"), 1):
        match = FENCE.match(line)
        if fence is None and match:
            fence, opened, lines = match, number, []
        elif fence and match and match[2].startswith(fence[2]) and not match[3].strip():
            language, *flags = [part.strip() for part in fence[3].split(",")]
            flags = dict((flag.split("=", 1) + [None])[:2] for flag in flags)
            blocks.append(Block(opened, language, flags, "".join(f"{row}\n" for row in lines)))
            fence = None
        elif fence:
            lines.append(line.removeprefix(fence[1]))
        prose.append("" if fence or match else line)
    if fence:
        faults.append((opened, "the block is never closed"))
    return blocks, prose, faults


def anchors(path):
    """The anchors of a page: its headings as GitHub and mdBook name them, and written ids."""
    seen, found = collections.Counter(), set()
    _, prose, _ = parsed(path.read_text(encoding="utf-8"))
    for line in prose:
        found.update(re.findall(r"\b(?:id|name)=\"([^\"]+)\"", line))
        if heading := re.match(r"#{1,6}\s+(.*?)\s*#*$", line):
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            slug = re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text))
            found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return found


def broken_links(path, prose):
    """The relative links of a page that lead nowhere, as (line, what), and how many links were followed."""
    faults, followed = [], 0
    for number, line in enumerate(prose, 1):
        for target in LINK.findall(re.sub(r"`[^`]*`", "code", line)):
            if re.match(r"[a-z]+:", target):
                continue
            followed += 1
            name, _, anchor = target.partition("#")
            end = (path.parent / name).resolve() if name else path
            if not end.exists():
                faults.append((number, f"the link `{target}` leads nowhere"))
            elif anchor and (end.suffix != ".md" or anchor not in anchors(end)):
                faults.append((number, f"the link `{target}` leads to no such heading"))
    return faults, followed


def summary_faults(pages):
    """The faults of docs/SUMMARY.md: it lists every page of the book once, and nothing else."""
    path = DOCS / "SUMMARY.md"
    if not path.exists():
        return ["docs/SUMMARY.md: is not there"]
    listed = collections.Counter(LINK.findall(path.read_text(encoding="utf-8")))
    there = {str(page.relative_to(DOCS)) for page in pages if DOCS in page.parents}
    faults = [f"docs/SUMMARY.md: {page} is missing" for page in sorted(there - set(listed))]
    faults += [f"docs/SUMMARY.md: {page} is no page" for page in sorted(set(listed) - there)]
    twice = [page for page, times in listed.items() if times > 1]
    return faults + [f"docs/SUMMARY.md: {page} is listed more than once" for page in twice]
