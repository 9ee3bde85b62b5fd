//! A large evaluation document from an integer generator, so that other languages can make the very same matrix.

use std::fmt::Write;

/// The numbers of `SplitMix64` from a seed.
pub(crate) fn split_mix_64(seed: u64) -> impl Iterator<Item = u64> {
    let step = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::successors(Some(seed.wrapping_add(step)), move |state| Some(state.wrapping_add(step))).map(|state| {
        let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// The text of a document of so many subjects and indicators.
///
/// Values run row by row from seed 2023, three decimals in 0.000 to 999.999; every third indicator is lower-is-better;
/// weights are 750 to 1250 from seed 7, relative; each indicator is scored by min-max of the data.
pub(crate) fn document(subjects: usize, indicators: usize) -> String {
    let mut nodes = Vec::new();
    for (column, draw) in split_mix_64(7).take(indicators).enumerate() {
        let direction = if column % 3 == 2 { "lower" } else { "higher" };
        let weight = 750 + draw % 501;
        nodes.push(format!(
            r#"{{"id":"i{column}","name":"i{column}","weight":{weight},"direction":"{direction}","rule":{{"type":"min_max"}}}}"#
        ));
    }
    let mut draws = split_mix_64(2023);
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for row in 0..subjects {
        names.push(format!(r#"{{"id":"s{row}","name":"s{row}","kind":"unit"}}"#));
        values.push(format!(r#""s{row}":{{{}}}"#, cells(draws.by_ref().take(indicators))));
    }
    let (nodes, names, values) = (nodes.join(","), names.join(","), values.join(","));
    format!(
        r#"{{"format":"evalindex/1","indexes":[{{"id":"matrix","name":"matrix","kind":"unit","weights":"relative","children":[{nodes}]}}],"subjects":[{names}],"values":{{{values}}}}}"#
    )
}

/// The weights of so many draws: 750 to 1250 from seed 7, a row a draw.
pub(crate) fn weight_draws(indicators: usize, draws: usize) -> Vec<Vec<f64>> {
    let mut numbers = split_mix_64(7);
    let row = |numbers: &mut dyn Iterator<Item = u64>| -> Vec<f64> {
        let whole = numbers.take(indicators).map(|draw| u32::try_from(750 + draw % 501).expect("a small number"));
        whole.map(f64::from).collect()
    };
    (0..draws).map(|_| row(&mut numbers)).collect()
}

/// The values of one row by indicator.
fn cells(draws: impl Iterator<Item = u64>) -> String {
    let mut text = String::new();
    for (column, draw) in draws.enumerate() {
        let thousandths = draw % 1_000_000;
        let comma = if column == 0 { "" } else { "," };
        write!(text, r#"{comma}"i{column}":{}.{:03}"#, thousandths / 1000, thousandths % 1000)
            .expect("a string takes all that is written");
    }
    text
}
