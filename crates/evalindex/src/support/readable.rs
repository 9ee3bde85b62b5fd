//! Texts of messages in a readable length.

use std::borrow::Cow;

/// The longest word of a message, in characters: an id, a name, a value.
const WORD: usize = 80;
/// The longest text of a message, in characters.
const TEXT: usize = 1_000;
/// The characters of a text that are looked at: what follows an endless word is left out with it.
const LOOKED_AT: usize = 8_000;

/// The text with its overlong words cut, and cut itself after 1,000 characters, each with an ellipsis.
pub(crate) fn readable(text: &str) -> Cow<'_, str> {
    if text.len() <= WORD {
        return Cow::Borrowed(text);
    }
    let (mut read, mut characters, mut word, mut is_cut) = (String::new(), 0_usize, 0_usize, false);
    for (number, character) in text.chars().enumerate() {
        if number >= LOOKED_AT || characters >= TEXT {
            is_cut = true;
            break;
        }
        word = if character.is_whitespace() { 0 } else { word.saturating_add(1) };
        match word {
            ..=WORD => read.push(character),
            _ if word == WORD.saturating_add(1) => {
                read.push('…');
                is_cut = true;
            }
            _ => continue,
        }
        characters = characters.saturating_add(1);
    }
    if !is_cut {
        return Cow::Borrowed(text);
    }
    if characters >= TEXT && !read.ends_with('…') {
        read.push('…');
    }
    Cow::Owned(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlong_words_and_texts_are_cut() {
        assert_eq!(readable("no `a` b"), "no `a` b");
        let eighty = "长".repeat(80);
        assert_eq!(readable(&eighty), eighty);
        assert_eq!(readable(&format!("{eighty}长 x")), format!("{eighty}… x"));
        assert_eq!(readable(&"ab ".repeat(1_000)).chars().count(), 1_001);
        assert_eq!(readable(&"x".repeat(1_000_000)).chars().count(), 81);
    }
}
