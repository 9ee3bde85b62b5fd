//! From byte offsets in a text to lines and columns.

use crate::support::Position;

/// The lines of a text in UTF-8. Look-ups of ascending offsets within one line cost only the distance between them.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a [u8],
    /// The offset behind each line break.
    starts: Vec<usize>,
    last: (usize, Position),
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a [u8]) -> Self {
        let ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let starts = ends.map(|(offset, _)| offset.saturating_add(1)).collect();
        Self { text, starts, last: (0, Position { line: 1, column: 1 }) }
    }

    /// The starts of lines up to an offset, but for that of the first line.
    fn starts_before(&self, offset: usize) -> &[usize] {
        self.starts.split_at(self.starts.partition_point(|start| *start <= offset)).0
    }

    /// The line of an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts_before(offset).len().saturating_add(1)
    }

    /// Line and column of an offset.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        let starts = self.starts_before(offset);
        let line = starts.len().saturating_add(1);
        let (known, column) = match (self.last, starts.last()) {
            ((last, position), _) if position.line == line && last <= offset => (last, position.column),
            (_, Some(start)) => (*start, 1),
            (_, None) => (0, 1),
        };
        let between = self.text.iter().take(offset).skip(known);
        let characters = between.filter(|byte| begins_character(**byte)).count();
        let position = Position { line, column: column.saturating_add(characters) };
        self.last = (offset, position);
        position
    }
}

/// Whether a byte is the first one of a character in UTF-8.
const fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_in_any_order_of_look_ups() {
        let text = "{\n  \"太原\": 1, \"b\": 2\n}";
        let mut lines = Lines::new(text.as_bytes());
        for (what, line, column) in [("1", 2, 9), ("2", 2, 17), ("\"太", 2, 3), ("}", 3, 1), ("{", 1, 1)] {
            let offset = text.find(what).unwrap();
            assert_eq!(lines.position(offset), Position { line, column }, "{what}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 3, column: 2 });
    }
}
