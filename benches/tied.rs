//! A document in which all subjects tie, so that every rank is decided on exact totals.

use crate::matrix::split_mix_64;

/// The text of a document in which all subjects have the same total, which no estimate can tell: indicators in pairs
/// between 0 and a prime near 2¹⁵, each weighed by its prime, so that a total is the sum of the values, and the two
/// values of a pair always have the same sum.
pub(crate) fn document(subjects: usize, indicators: usize) -> String {
    let is_prime = |number: &u64| (2..200).all(|divisor| !number.is_multiple_of(divisor));
    let primes: Vec<u64> = (30_000..32_768).rev().filter(is_prime).take(indicators).collect();
    let node = |(column, prime): (usize, &u64)| {
        format!(
            r#"{{"id":"i{column}","name":"i{column}","weight":{prime},"rule":{{"type":"min_max","min":0,"max":{prime}}}}}"#
        )
    };
    let nodes: Vec<String> = primes.iter().enumerate().map(node).collect();
    let mut draws = split_mix_64(2023);
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for row in 0..subjects {
        names.push(format!(r#"{{"id":"s{row}","name":"s{row}","kind":"unit"}}"#));
        let pairs = primes.chunks(2).zip(draws.by_ref()).flat_map(|(pair, draw)| {
            let sum = *pair.iter().min().expect("a pair");
            [draw % (sum + 1), sum - draw % (sum + 1)]
        });
        let cells: Vec<String> = pairs.enumerate().map(|(column, value)| format!(r#""i{column}":{value}"#)).collect();
        values.push(format!(r#""s{row}":{{{}}}"#, cells.join(",")));
    }
    let (nodes, names, values) = (nodes.join(","), names.join(","), values.join(","));
    format!(
        r#"{{"format":"evalindex/1","indexes":[{{"id":"matrix","name":"matrix","kind":"unit","weights":"relative","children":[{nodes}]}}],"subjects":[{names}],"values":{{{values}}}}}"#
    )
}
