//! From byte offsets in a text to lines and columns.

use crate::support::Position;

/// The lines of a text. Ascending offsets in one line cost their distance only, so that many problems stay cheap.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    last: (usize, Position),
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(offset, _)| offset.saturating_add(1))).collect();
        Self { text, starts, last: (0, Position { line: 1, column: 1 }) }
    }

    /// The line of an offset, from 1.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// Line and column of an offset.
    pub(crate) fn position(&mut self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let (known, column) = match self.last {
            (last, position) if position.line == line && last <= offset => (last, position.column),
            _ => (start, 1),
        };
        let between = self.text.get(known..offset).unwrap_or_default();
        let position = Position { line, column: column.saturating_add(between.chars().count()) };
        self.last = (offset, position);
        position
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_whatever_the_order_of_asking() {
        let text = "{\n  \"太原\": 1, \"b\": 2\n}";
        let mut lines = Lines::new(text);
        for (what, line, column) in [("1", 2, 9), ("2", 2, 17), ("\"太", 2, 3), ("}", 3, 1), ("{", 1, 1)] {
            let offset = text.find(what).unwrap();
            assert_eq!(lines.position(offset), Position { line, column }, "{what}");
        }
        assert_eq!(lines.position(text.len()), Position { line: 3, column: 2 });
    }
}
