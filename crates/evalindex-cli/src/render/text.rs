//! Text on one line: counted nouns, hidden characters spelt out, width in columns of a terminal, lines of a width.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A number with its noun: `1 problem`, `2 problems`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The text with its hidden characters spelt out (`\n`, `\u{202e}`), so that it stays on its line, reads in its order,
/// and cannot direct a terminal.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let spell = |character: char| match character {
        hidden if is_hidden(hidden) => hidden.escape_default().to_string(),
        plain => plain.to_string(),
    };
    Cow::Owned(text.chars().map(spell).collect())
}

/// Whether a character is not seen as itself: control characters; marks of direction; separators of lines; characters
/// without width or ink, except variation selectors, which change how the character before them is drawn.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// The columns of a terminal that the text takes; a Chinese character takes two.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Where a text is cut that has no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// At its end: `Departm…`.
    End,
    /// In its middle: `Depa…nce`.
    Middle,
}

/// The text cut to a number of terminal columns, with an ellipsis where characters are lost.
pub(super) fn shortened(text: &str, columns: usize, cut: Cut) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let tail = match cut {
        Cut::End => 0,
        Cut::Middle => room / 2,
    };
    let head = fitting(text.chars(), room - tail);
    let tail = fitting(text.chars().rev(), tail);
    head.into_iter().chain(['…']).chain(tail.into_iter().rev()).collect()
}

/// The first characters, as many as fit into a number of columns.
fn fitting(characters: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut kept = Vec::new();
    let mut taken = 0;
    for character in characters {
        taken += character.width().unwrap_or_default();
        if taken > columns {
            break;
        }
        kept.push(character);
    }
    kept
}

/// The text in lines of at most this many columns, where there is a limit: broken between words, beside characters that
/// take two columns, and within words that are longer than a line.
pub(super) fn wrapped(text: &str, limit: Option<usize>) -> Vec<String> {
    let Some(limit) = limit.filter(|limit| width(text) > *limit) else {
        return vec![text.to_owned()];
    };
    let mut lines = vec![String::new()];
    for word in words(text) {
        let line = lines.last().map_or(0, |line| width(line));
        if line > 0 && line + width(word.trim_end()) > limit {
            lines.push(String::new());
        }
        for character in word.chars() {
            let is_full = |line: &String| width(line) + character.width().unwrap_or_default() > limit;
            if lines.last().is_some_and(is_full) && !character.is_whitespace() {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(character);
            }
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The width of the longest part of a text that a line holds whole where it can.
pub(super) fn longest_part(text: &str) -> usize {
    words(text).into_iter().map(|word| width(word.trim_end())).max().unwrap_or_default()
}

/// The parts of a text between which a line may be broken.
fn words(text: &str) -> Vec<&str> {
    let is_wide = |character: char| character.width() == Some(2);
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (position, character) in text.char_indices() {
        let breaks = |before: char| before == ' ' && character != ' ' || is_wide(before) && is_wide(character);
        if before.is_some_and(breaks) {
            words.push(&text[start..position]);
            start = position;
        }
        before = Some(character);
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(counted(0, "warning"), "0 warnings");
        assert_eq!(counted(1, "warning"), "1 warning");
        assert_eq!(counted(2, "warning"), "2 warnings");
    }

    #[test]
    fn hidden_characters_are_spelt_out() {
        for plain in ["太原 – ok", "Lüliang", "हिन्दी", "葛\u{E0100}", "❤\u{FE0F}"] {
            assert_eq!(visible(plain), plain);
        }
        assert_eq!(visible("a\nb\u{1b}[31m\u{85}\0\u{7f}"), r"a\nb\u{1b}[31m\u{85}\u{0}\u{7f}");
        for hidden in [
            '\u{200B}',
            '\u{200D}',
            '\u{200F}',
            '\u{2028}',
            '\u{2029}',
            '\u{202A}',
            '\u{202E}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{FEFF}',
            '\u{61C}',
            '\u{AD}',
            '\u{9B}',
            '\u{E0041}',
        ] {
            let spelt = format!("a\\u{{{:x}}}b", u32::from(hidden));
            assert_eq!(visible(&format!("a{hidden}b")), spelt);
        }
    }

    #[test]
    fn shortened_text_never_exceeds_its_columns() {
        assert_eq!(shortened("Taiyuan", 7, Cut::End), "Taiyuan");
        assert_eq!(shortened("Taiyuan", 6, Cut::End), "Taiyu…");
        assert_eq!(shortened("Taiyuan", 6, Cut::Middle), "Tai…an");
        assert_eq!(shortened("太原市", 6, Cut::End), "太原市");
        assert_eq!(shortened("太原市", 5, Cut::End), "太原…");
        assert_eq!(shortened("太原市", 5, Cut::Middle), "太…市");
        assert_eq!(shortened("太原市", 4, Cut::End), "太…");
        assert_eq!(shortened("太原市", 1, Cut::Middle), "…");
        for columns in 1..12 {
            for cut in [Cut::End, Cut::Middle] {
                assert!(width(&shortened("Lüliang 吕梁市", columns, cut)) <= columns);
            }
        }
    }

    #[test]
    fn lines_break_between_words_and_beside_wide_characters() {
        assert_eq!(wrapped("one two three", None), ["one two three"]);
        assert_eq!(wrapped("one two three", Some(13)), ["one two three"]);
        assert_eq!(wrapped("one two three", Some(8)), ["one two", "three"]);
        assert_eq!(wrapped("one two three", Some(7)), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", Some(4)), ["unbr", "eaka", "ble"]);
        assert_eq!(wrapped("注：数据为示例", Some(6)), ["注：数", "据为示", "例"]);
    }
}
