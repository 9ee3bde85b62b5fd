//! Text on one line: counted nouns, control characters made visible, width in columns of a terminal.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

/// A number with its noun: `1 problem`, `2 problems`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// The text with control characters (line breaks, escape sequences) spelt out, so that it stays on its line.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let spell = |character: char| match character {
        control if control.is_control() => control.escape_default().to_string(),
        plain => plain.to_string(),
    };
    Cow::Owned(text.chars().map(spell).collect())
}

/// The columns of a terminal that the text takes; a Chinese character takes two.
pub(crate) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text cut to a number of terminal columns, with an ellipsis where characters are lost.
pub(crate) fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for character in text.chars() {
        kept.push(character);
        if width(&kept) >= columns {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
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
    fn control_characters_are_spelt_out() {
        assert_eq!(visible("太原 – ok"), "太原 – ok");
        assert_eq!(visible("a\nb\u{1b}[31m\u{85}"), r"a\nb\u{1b}[31m\u{85}");
    }

    #[test]
    fn shortened_text_never_exceeds_its_columns() {
        assert_eq!(shortened("Taiyuan", 7), "Taiyuan");
        assert_eq!(shortened("Taiyuan", 6), "Taiyu…");
        assert_eq!(shortened("太原市", 6), "太原市");
        assert_eq!(shortened("太原市", 5), "太原…");
        assert_eq!(shortened("太原市", 4), "太…");
        assert_eq!(shortened("太原市", 1), "…");
        for columns in 1..12 {
            assert!(width(&shortened("Lüliang 吕梁市", columns)) <= columns);
        }
    }
}
