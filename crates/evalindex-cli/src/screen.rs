//! How wide the paper is: a declared width, a terminal's, or none.

use terminal_size::{Width, terminal_size_of};

/// The columns that a table may take: `COLUMNS` where it is set to a number, else those of the terminal on standard
/// output; `None` where the output goes to a file or a pipe.
pub(crate) fn width() -> Option<usize> {
    declared(std::env::var("COLUMNS").ok().as_deref())
        .or_else(|| terminal_size_of(std::io::stdout()).map(|(Width(columns), _)| usize::from(columns)))
        .filter(|columns| *columns > 0)
}

fn declared(columns: Option<&str>) -> Option<usize> {
    columns?.trim().parse().ok().filter(|columns| *columns > 0)
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn only_a_positive_number_declares_a_width() {
        assert_eq!(declared(Some("80")), Some(80));
        for none in [None, Some(""), Some("0"), Some("wide"), Some("-1")] {
            assert_eq!(declared(none), None);
        }
    }
}
