//! Figures for which a sentinel stands: there are none.

use super::draft::Draft;
use super::input::Input;
use super::observation::Observation;

impl Draft {
    /// The draft with the figures missing for which a sentinel stands; none where no input has any.
    pub(crate) fn without_sentinels(&self) -> Option<Self> {
        let coded: Vec<&Input> = self.inputs.iter().filter(|input| !input.sentinels.is_empty()).collect();
        if coded.is_empty() {
            return None;
        }
        let mut draft = self.clone();
        let earlier = draft.earlier.iter_mut().map(|period| &mut period.values);
        for table in [&mut draft.values, &mut draft.previous].into_iter().chain(earlier) {
            for input in &coded {
                let rows: Vec<usize> = table.rows(&input.id).collect();
                for row in rows {
                    if input.is_sentinel(table.get(&input.id, row)) {
                        table.set(&input.id, row, Observation::Missing);
                    }
                }
            }
        }
        Some(draft)
    }
}
