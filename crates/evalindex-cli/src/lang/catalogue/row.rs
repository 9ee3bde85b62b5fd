//! One row of the catalogue: a message in English with its arguments, and how the Chinese puts them.

/// What stands for an argument in the English.
const ARGUMENT: &str = "{}";

/// A message in both languages, in pieces.
#[derive(Debug)]
pub(super) struct Row {
    /// The fixed pieces of the English: before the first argument, between arguments, after the last.
    pieces: Vec<&'static str>,
    /// The characters in them.
    fixed: usize,
    /// The Chinese.
    chinese: Vec<Part>,
}

/// A piece of the Chinese.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// As it stands.
    Fixed(&'static str),
    /// The argument at this position, in Chinese where it is a message.
    Message(usize),
    /// The argument at this position as it is.
    Name(usize),
    /// The argument at this position, a list of messages.
    List(usize),
}

/// What separates the items of a list in English, and in Chinese.
const COMMA: (&str, &str) = (", ", "、");

/// The first character of a message; none where it begins with an argument.
pub(super) fn first(english: &str) -> Option<char> {
    if english.starts_with(ARGUMENT) { None } else { english.chars().next() }
}

impl Row {
    /// The row of a message.
    pub(super) fn new(english: &'static str, chinese: &'static str) -> Self {
        let pieces: Vec<&str> = english.split(ARGUMENT).collect();
        let fixed = pieces.iter().map(|piece| piece.chars().count()).sum();
        let chinese = parts(chinese, &pieces);
        Self { pieces, fixed, chinese }
    }

    /// The characters of the English that are not arguments.
    pub(super) const fn fixed(&self) -> usize {
        self.fixed
    }

    /// The arguments in a text, if it is this message: each ends where the next fixed piece first stands, the last where
    /// the text ends on the last piece. What stands in quotation marks holds none.
    pub(super) fn arguments<'t>(&self, text: &'t str) -> Option<Vec<&'t str>> {
        let (first, rest) = self.pieces.split_first()?;
        let mut text = text.strip_prefix(first)?;
        let Some((last, between)) = rest.split_last() else { return text.is_empty().then(Vec::new) };
        let mut arguments = Vec::with_capacity(rest.len());
        for piece in between {
            let (argument, after) = text.split_once(piece)?;
            arguments.push(argument);
            text = after;
        }
        arguments.push(text.strip_suffix(last)?);
        let is_sentence = first.is_empty() && self.begins_with_a_name() && arguments.first()?.contains(": ");
        let mut quoted = arguments.iter().enumerate().filter_map(|(at, text)| Some((mark(&self.pieces, at)?, text)));
        (!is_sentence && !quoted.any(|(mark, text)| text.contains(mark))).then_some(arguments)
    }

    /// Whether the argument that the English begins with is a name, which holds no colon.
    fn begins_with_a_name(&self) -> bool {
        self.chinese.contains(&Part::Name(0))
    }

    /// The Chinese with these arguments, each looked up unless it is a name.
    pub(super) fn written(&self, arguments: &[&str], look_up: impl Fn(&str) -> Option<String>) -> String {
        let argument = |position: &usize| arguments.get(*position).copied().unwrap_or_default();
        let message = |text: &str| look_up(text).unwrap_or_else(|| text.to_owned());
        let written = self.chinese.iter().map(|part| match part {
            Part::Fixed(piece) => (*piece).to_owned(),
            Part::Message(position) => message(argument(position)),
            Part::Name(position) => argument(position).to_owned(),
            Part::List(position) => argument(position).split(COMMA.0).map(message).collect::<Vec<_>>().join(COMMA.1),
        });
        written.collect()
    }
}

/// The Chinese in pieces.
fn parts(chinese: &'static str, english: &[&str]) -> Vec<Part> {
    let (mut parts, mut rest, mut next) = (Vec::new(), chinese, 0);
    while let Some((piece, inside, after)) = placeholder(rest) {
        let number = inside.trim_end_matches(KINDS);
        let position = number.parse().unwrap_or(next);
        next = position + 1;
        parts.push(Part::Fixed(piece));
        parts.push(match inside.strip_prefix(number) {
            Some("=") => Part::Name(position),
            Some(",") => Part::List(position),
            _ if mark(english, position).is_some() => Part::Name(position),
            _ => Part::Message(position),
        });
        rest = after;
    }
    parts.push(Part::Fixed(rest));
    parts
}

/// The marks of a placeholder whose argument is a name, or a list.
const KINDS: [char; 2] = ['=', ','];

/// The first placeholder of a Chinese text: the text before it, what stands in its braces, and the text after it. Other
/// braces are text.
fn placeholder(text: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    text.match_indices('{').find_map(|(start, _)| {
        let (inside, after) = text.get(start + 1..)?.split_once('}')?;
        let number = inside.strip_suffix(KINDS).unwrap_or(inside);
        let is_placeholder = number.bytes().all(|digit| digit.is_ascii_digit());
        is_placeholder.then_some((text.get(..start)?, inside, after))
    })
}

/// The quotation marks or backticks that the English has around an argument, if any.
fn mark(english: &[&str], position: usize) -> Option<char> {
    let (before, after) = english.get(position).zip(english.get(position + 1))?;
    ['"', '`'].into_iter().find(|mark| before.ends_with(*mark) && after.starts_with(*mark))
}

#[cfg(test)]
impl Row {
    /// Whether the English has every argument that the Chinese writes.
    pub(super) fn positions_exist(&self) -> bool {
        let arguments = self.pieces.len() - 1;
        self.chinese.iter().all(|part| match part {
            Part::Fixed(_) => true,
            Part::Message(position) | Part::Name(position) | Part::List(position) => *position < arguments,
        })
    }
}
