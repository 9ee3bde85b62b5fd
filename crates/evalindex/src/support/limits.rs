//! How large a document may be.

/// How large a document may be, and how many of its problems are listed: for services that read documents of others.
///
/// A document beyond a limit is refused before anything is computed from it, and the problem says which limit. The default
/// is generous: it refuses what no machine of today would evaluate in a minute. [`Self::depth`] is at most 30 and
/// [`Self::problems`] at most 10,000, whatever is asked for.
///
/// ```
/// use evalindex::{Document, Limits};
///
/// let limits = Limits::default().bytes(1_000_000).subjects(5_000).cells(500_000);
/// let refused = Document::from_json_within(&" ".repeat(2_000_000), &limits).unwrap_err();
/// assert_eq!(refused.to_string(), "the document is too long; found 2000000 bytes, expected at most 1000000");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the text; a typed draft has none. Default 268,435,456 (256 MiB).
    pub bytes: usize,
    /// Subjects. Default 1,000,000.
    pub subjects: usize,
    /// Indexes with their dimensions and indicators. Default 100,000.
    pub nodes: usize,
    /// Scores to be computed: for each index, its subjects times its nodes (the index itself is one) times the periods.
    /// Each takes about 100 bytes. Default 20,000,000. Above a fortieth of this limit there may be at most 20 for each
    /// figure given: what is missing leads to a notice each, which takes far more.
    pub cells: usize,
    /// Levels of nodes below an index. Default 30, which is as deep as a document in JSON can be.
    pub depth: usize,
    /// Problems that a refusal lists, and as many warnings; the others are counted by kind. Default 1,000.
    pub problems: usize,
}

impl Limits {
    /// The deepest tree that is ever accepted: functions that walk a tree call themselves for each level.
    pub(crate) const DEEPEST: usize = 30;
    /// How many cells there may be for each figure, in a large document.
    pub(crate) const CELLS_FOR_A_FIGURE: usize = 20;

    /// The number of cells that there may be however few the figures.
    pub(crate) const fn cells_for_few_figures(&self) -> usize {
        self.cells / 40
    }

    /// With this limit on the bytes of the text.
    pub const fn bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// With this limit on subjects.
    pub const fn subjects(mut self, subjects: usize) -> Self {
        self.subjects = subjects;
        self
    }

    /// With this limit on indexes, dimensions and indicators.
    pub const fn nodes(mut self, nodes: usize) -> Self {
        self.nodes = nodes;
        self
    }

    /// With this limit on subjects times nodes.
    pub const fn cells(mut self, cells: usize) -> Self {
        self.cells = cells;
        self
    }

    /// With this limit on the levels of a tree.
    pub const fn depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// With this many problems listed.
    pub const fn problems(mut self, problems: usize) -> Self {
        self.problems = problems;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            subjects: 1_000_000,
            nodes: 100_000,
            cells: 20_000_000,
            depth: Self::DEEPEST,
            problems: 1_000,
        }
    }
}
